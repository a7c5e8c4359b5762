from . import (
    base_partner_merge,
    base_partner_merge_invite,
    crm_loyalty_ask,
    crm_loyalty_note,
    crm_loyalty_workbook_selection,
)
