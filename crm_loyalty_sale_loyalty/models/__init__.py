from . import (
    account_move,
    crm_loyalty_benefit,
    crm_loyalty_enrolment,
    crm_loyalty_grant,
    crm_loyalty_grant_conductor,
    crm_loyalty_profile,
    crm_loyalty_run,
    loyalty_card,
    loyalty_history,
    sale_order,
)
