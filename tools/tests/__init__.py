"""Tests of the tools; plain pytest, no Odoo."""
