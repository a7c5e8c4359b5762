from . import test_margin, test_translations
