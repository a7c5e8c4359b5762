"""A plugin for pytest that narrows Odoo's test_lint to our addons."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

# test_lint needs pylint of the linters' environment; last, so that Odoo's versions win.
sys.path.append(os.environ["LINT_PACKAGES"])
MENDED = Path(__file__).with_name("pylint_mended.py")


@pytest.fixture(autouse=True, scope="session")
def ours(load_registry: None) -> Iterator[list[str]]:
    """The folders of our addons; the tests see no other addon."""
    from odoo.modules import Manifest

    root = Path(os.environ["LINT_ADDONS"])
    found = [one for one in Manifest.all_addon_manifests() if Path(one.path).parent == root]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Manifest, "all_addon_manifests", lambda: found)
        yield [one.path for one in found]


@pytest.fixture(autouse=True)
def not_all_of_odoo(
    ours: list[str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two tests look for files themselves."""
    import odoo
    from odoo.tools import config

    if request.node.name == "test_conflict_markers":
        monkeypatch.setattr(odoo, "__path__", [])
        monkeypatch.setattr(odoo.addons, "__path__", ours)
    if request.node.name == "test_pylint":
        monkeypatch.setattr(request.module, "which", lambda name: str(MENDED))
        monkeypatch.setattr(config, "root_path", ours[0])
        # Else pylint would take the addon `calendar` for Python's module.
        monkeypatch.setattr(sys, "path", [path for path in sys.path if not path.endswith("addons")])
