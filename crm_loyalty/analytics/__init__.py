"""Arithmetic of repeat buying and of value, without Odoo and without a database.

Read from the bottom up: ``intervals``, ``nps``, ``retention``, ``cohorts`` and ``baseline`` are
plain Python; everything else works on NumPy arrays, one element a customer, and says so when NumPy
or SciPy is not installed (``optional``). Times are in one unit throughout, weeks or days; the names
are those of the papers: ``x`` repeat purchases, ``t_x`` the time of the last of them and ``T`` the
time observed, both counted from the first purchase.
"""
