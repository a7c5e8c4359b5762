"""What the web client tells a user after an action."""

RELOAD = {"type": "ir.actions.client", "tag": "soft_reload"}


def notice(message, kind="info", after=RELOAD):
    """Give the action that shows a message.

    :param kind: info or success
    :param after: the action that follows
    """
    return {
        "type": "ir.actions.client",
        "tag": "display_notification",
        "params": {"type": kind, "message": message, "next": after},
    }
