from . import (
    test_ask,
    test_consent,
    test_erasure,
    test_mapping,
    test_odd,
    test_ready,
    test_responses,
    test_translations,
)
