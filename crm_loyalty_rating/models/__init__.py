from . import (
    crm_loyalty_erasure,
    crm_loyalty_response,
    rating_rating,
    res_company,
    res_config_settings,
)
