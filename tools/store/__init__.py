"""Order data for an Odoo database: ``python -m tools.store load|generate`` (see docs/load.md)."""
