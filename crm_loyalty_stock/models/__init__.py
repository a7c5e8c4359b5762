from . import crm_loyalty_invite, crm_loyalty_profile, sale_order, sale_order_line
