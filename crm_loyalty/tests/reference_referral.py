"""What a customer's referrals brought in; see ``reference``."""

from .reference_documents import documents, years_before
from .reference_facts import known_sum, rounded


def referrals(customer, company, today):
    """Only who bought nothing before being referred was brought in."""
    known = [c for c in customer.referred if c.referral_day is None or c.referral_day <= today]
    bought = [(c, documents(c, company, today)) for c in known]
    brought = [facts for c, facts in bought if _is_brought(c, facts)]
    return {
        "referral_count": len(known),
        "referral_bought_count": len(brought),
        "referral_revenue_12m": _revenue(brought, company, today) if known else None,
    }


def _is_brought(customer, facts):
    days = [document.day for document in facts if document.sign > 0]
    return bool(days) and (customer.referral_day is None or min(days) >= customer.referral_day)


def _revenue(brought, company, today):
    year_ago = years_before(today, 1)
    amounts = [d.amount for facts in brought for d in facts if d.day > year_ago]
    if amounts and not any(amount is not None for amount in amounts):
        return None
    return rounded(known_sum(amounts), company.digits)
