"""Random referrals: who sent us whom. Nobody refers who came later, so that no circle comes."""

from datetime import timedelta

from hypothesis import strategies as st


@st.composite
def referrals(draw, customers, today):
    """Give the customers, some of whom were referred by one before them."""
    for number, customer in enumerate(customers):
        referrer = draw(st.sampled_from([None, *customers[:number]]))
        if referrer:
            back = draw(st.sampled_from([None, None, 0, 1, 30, 365, 900, -1]))
            customer.referral_day = back if back is None else today - timedelta(days=back)
            referrer.referred.append(customer)
    return customers
