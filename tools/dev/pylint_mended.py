#!/usr/bin/env -S python3 -P
"""Pylint as Odoo's checker of SQL needs it: it asks every scope for a name, comprehensions too.

With -P, for beside this file lies an `odoo.py` which is not Odoo.
"""

from astroid.nodes import scoped_nodes
from pylint import run_pylint

scoped_nodes.ComprehensionScope.name = ""
run_pylint()
