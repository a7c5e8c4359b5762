"""The Excel workbook: columns → rows → writer.

``columns``, ``writer`` and ``charts`` know neither Odoo's records nor where figures come from;
``describe``, ``rows``, ``figures`` and ``definitions`` ask Odoo, always as the user who asks.
"""
