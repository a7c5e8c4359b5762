{
    "name": "Customer Loyalty: Ratings",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "summary": "What customers rate in Odoo counts as what they say about you",
    "author": "The crm_loyalty authors",
    "website": "https://github.com/crm-loyalty/crm_loyalty",
    "license": "LGPL-3",
    "depends": ["crm_loyalty", "rating"],
    "data": ["views/res_config_settings_views.xml"],
    "auto_install": True,
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
}
