from . import test_ask, test_promise, test_translations, test_uninstall
