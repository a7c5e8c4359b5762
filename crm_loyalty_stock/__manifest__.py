{
    "name": "Customer Loyalty: Promises Kept",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "summary": "Whether each customer got its deliveries when they were promised",
    "author": "The crm_loyalty authors",
    "website": "https://github.com/crm-loyalty/crm_loyalty",
    "license": "LGPL-3",
    "depends": ["crm_loyalty", "sale_stock"],
    "data": ["views/crm_loyalty_profile_views.xml", "views/res_config_settings_views.xml"],
    "auto_install": True,
    "uninstall_hook": "uninstall_hook",
}
