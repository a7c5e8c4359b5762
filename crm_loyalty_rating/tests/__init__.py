from . import test_erasure, test_ratings, test_translations
