from . import test_ratings, test_translations
