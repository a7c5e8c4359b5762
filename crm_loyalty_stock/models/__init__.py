from . import crm_loyalty_profile
