from . import (
    test_cards,
    test_form_cost,
    test_grants,
    test_race,
    test_race_seeds,
    test_refunds,
    test_rewards,
    test_translations,
    test_uninstall,
)
