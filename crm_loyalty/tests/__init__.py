from . import test_explain, test_purchases
