"""The addons of this checkout: `crm_loyalty` and the bridges beside it."""

import ast
import hashlib
from functools import cache
from pathlib import Path

from tools.dev.places import ROOT
from tools.dev.trouble import Trouble

# What a shop of our demonstration has, besides what the addons depend on. Glue is named because
# automatic installation is off: it would double the number of modules.
SHOP = ("sale_management", "sale_margin", "sale_crm", "crm", "contacts")


@cache
def folders() -> tuple[Path, ...]:
    """The installable addons, the core first."""
    manifests = [
        *ROOT.glob("crm_loyalty/__manifest__.py"),
        *sorted(ROOT.glob("crm_loyalty_*/__manifest__.py")),
    ]
    if not manifests:
        raise Trouble(f"No addon was found in {ROOT}: crm_loyalty/__manifest__.py is missing.")
    return tuple(
        path.parent for path in manifests if manifest(path.parent).get("installable", True)
    )


def manifest(folder: Path) -> dict:
    """What an addon says about itself."""
    try:
        return ast.literal_eval((folder / "__manifest__.py").read_text())
    except (SyntaxError, ValueError) as error:
        raise Trouble(f"{folder.name}/__manifest__.py cannot be read: {error}") from error


def names() -> list[str]:
    """The addons' names."""
    return [folder.name for folder in folders()]


def dependencies() -> list[str]:
    """Everything of Odoo's own that must be installed before ours."""
    needed = {name for folder in folders() for name in manifest(folder).get("depends", ["base"])}
    return sorted(needed.union(SHOP).difference(names()))


def fingerprint() -> str:
    """Changes when an installed addon would have to be updated; tests do not count."""
    found = hashlib.sha256()
    for folder in folders():
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not {"tests", "__pycache__"}.intersection(path.parts):
                found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()
