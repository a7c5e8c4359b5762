"""Ratings that were given before the addon came, and the copies that go with it."""


def post_init_hook(env):
    """Keep the ratings that customers gave so far."""
    env["rating.rating"].search([("consumed", "=", True)])._to_responses()


def uninstall_hook(env):
    """Remove the copies: the ratings stay, and would be copied again by another installation."""
    env["crm.loyalty.response"].search([("rating_id", "!=", False)]).unlink()
