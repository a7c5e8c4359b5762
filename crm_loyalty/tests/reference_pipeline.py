"""What one customer may still buy, and what it did not; see ``reference``."""

from .reference_documents import worth
from .reference_facts import known_sum, rounded


def pipeline(leads, uncounted, company, today):
    hot = [lead for lead in leads if lead.outcome == "open"]
    quoted = [order for order in uncounted if _is_open(order, today)]
    amounts = [worth(order.net, order) for order in quoted]
    return {
        "lead_count": len(hot),
        "pipeline_amount": rounded(known_sum(lead.revenue for lead in hot), company.digits),
        # Every open one is written with a chance of one in ten.
        "pipeline_expected": rounded(known_sum(lead.revenue / 10 for lead in hot), company.digits),
        "won_count": sum(lead.outcome == "won" for lead in leads),
        "lost_count": sum(lead.outcome == "lost" for lead in leads),
        "qualified": any(lead.money and lead.authority and lead.need for lead in hot),
        "lead_user_id": max((lead.seller for lead in hot if lead.seller), default=None),
        "quotation_count": len(quoted),
        "quotation_amount": rounded(known_sum(amounts), company.digits),
        "cancel_count": sum(order.state == "cancel" for order in uncounted),
    }


def _is_open(order, today):
    if order.state in ("sale", "cancel"):
        return order.state == "sale" and not order.invoiced
    return order.valid_until is None or order.valid_until >= today
