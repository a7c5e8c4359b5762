from . import base_partner_merge, crm_loyalty_note, crm_loyalty_workbook_selection
