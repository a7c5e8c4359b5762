{
    "name": "Customer Loyalty: Margin",
    "version": "19.0.1.0.0",
    "category": "Sales/CRM",
    "summary": "What each customer's purchases earned, from the cost on the order lines",
    "author": "The crm_loyalty authors",
    "website": "https://github.com/crm-loyalty/crm_loyalty",
    "license": "LGPL-3",
    "depends": ["crm_loyalty", "sale_margin"],
    "data": ["views/crm_loyalty_profile_views.xml"],
    "auto_install": True,
    "uninstall_hook": "uninstall_hook",
}
