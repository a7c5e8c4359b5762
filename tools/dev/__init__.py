"""What `./dev` does: Odoo 19, PostgreSQL and Chromium beside the system, and commands on top.

Read `__main__` for the commands, `prepare` for what they stand on.
"""
