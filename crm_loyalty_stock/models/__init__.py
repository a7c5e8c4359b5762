from . import crm_loyalty_invite, crm_loyalty_profile, res_company, sale_order, sale_order_line
