"""Odoo 19 itself: a checkout named in ODOO_SRC, else Debian's package unpacked into the cache."""

import os
import re
import shutil
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tools.dev import apt
from tools.dev.places import APT, ODOO, STAMPS
from tools.dev.steps import once
from tools.dev.trouble import Trouble

PACKAGES = (
    *(
        f"{name}/sid"
        for name in ("odoo-19", "libjs-jquery", "libjs-jquery-form", "libjs-underscore")
    ),
    *(f"{name}/sid" for name in ("fonts-roboto-unhinted", "fonts-montserrat", "fonts-ocr-b")),
    *(f"{name}/{apt.FONT_RELEASE}" for name in ("fonts-font-awesome", "fonts-inconsolata")),
)
DIST = "usr/lib/python3/dist-packages"
LEAVE_OUT = (
    "./etc",
    # A second copy of the addons, without views and data.
    f"./{DIST}/addons",
    f"./{DIST}/setup",
    f"./{DIST}/doc",
    # All languages but English and Chinese: they are two thirds of the package.
    *(f"*/i18n/{letters}*.po" for letters in ("[a-df-y]", "e[a-mo-z]", "z[a-gi-z]")),
)
# Debian removed this file for its licence; pages report that as an error, and every tour fails.
REMOVED = f"{DIST}/odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"


class Source(NamedTuple):
    """What Python must find, and where addons lie that are not inside the package."""

    python_path: Path
    addons: tuple[Path, ...]

    @property
    def identity(self) -> list[str]:
        """Changes when another Odoo takes this place."""
        release = self.python_path / "odoo" / "release.py"
        return [str(self.python_path), str(int(release.stat().st_mtime))]


def understand(path: Path) -> Source:
    """Read a checkout, a dist-packages folder or the odoo package itself; only Odoo 19 will do."""
    path = path.expanduser().resolve()
    for place in (path, path.parent):
        release = place / "odoo" / "release.py"
        if release.is_file():
            version = re.search(r"version_info = \((\d+), (\d+)", release.read_text())
            if not version or version.groups() != ("19", "0"):
                raise Trouble(
                    f"{path} is not Odoo 19.0: ODOO_SRC must name a checkout of branch 19.0."
                )
            outside = place / "addons"
            return Source(
                place, (outside,) if (place / "odoo-bin").exists() and outside.is_dir() else ()
            )
    raise Trouble(f"{path} holds no Odoo: ODOO_SRC must name a checkout or an installed package.")


@cache
def source() -> Source:
    """The Odoo in use."""
    return understand(Path(os.environ.get("ODOO_SRC") or ODOO / DIST))


def provide() -> None:
    """Make sure that there is one."""
    if not os.environ.get("ODOO_SRC"):
        once("Odoo 19 from Debian", STAMPS / "odoo", [PACKAGES, LEAVE_OUT], ODOO, fetch)
    source()


def fetch() -> None:
    """Download and unpack; under its final name only when it is complete."""
    packages, unfinished = APT / "odoo", ODOO.with_suffix(".new")
    apt.download(PACKAGES, packages)
    shutil.rmtree(unfinished, ignore_errors=True)
    apt.unpack(packages, unfinished, LEAVE_OUT)
    stub = unfinished / REMOVED
    if not stub.exists():
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text("/* not in Debian */\n")
    shutil.rmtree(ODOO, ignore_errors=True)
    unfinished.rename(ODOO)
