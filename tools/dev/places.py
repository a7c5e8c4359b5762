"""Where everything lies: the checkout, and the cache that can be thrown away."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = Path(os.environ.get("CRM_LOYALTY_CACHE") or ROOT / ".dev").absolute()

VENV = CACHE / "venv"
LINT_VENV = CACHE / "lint-venv"
ODOO = CACHE / "odoo"
CHROMIUM = CACHE / "chromium"
POSTGRES = CACHE / "postgres"
DATA = CACHE / "data"
FILESTORE = DATA / "filestore"
STAMPS = CACHE / "stamps"
LOGS = CACHE / "log"
APT = CACHE / "apt"
CONFIG = CACHE / "odoo.conf"
LOCK = CACHE / "lock"

REQUIREMENTS = Path(__file__).resolve().parent
