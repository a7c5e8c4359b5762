from . import test_promise, test_translations, test_uninstall
