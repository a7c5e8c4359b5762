from . import test_conductor, test_explain, test_purchases
