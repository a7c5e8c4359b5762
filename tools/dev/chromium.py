"""A headless Chromium for browser tests and screenshots: the system's, else Debian's unpacked."""

import os
import shutil
from pathlib import Path

from tools.dev import apt
from tools.dev.places import CHROMIUM, ODOO, STAMPS
from tools.dev.process import environment, run
from tools.dev.steps import once
from tools.dev.trouble import Trouble

# The names that Odoo's tests look for.
NAMES = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
# The fonts have Latin and Chinese letters.
PACKAGES = ("chromium-headless-shell", "fonts-dejavu-core", "fonts-wqy-zenhei")
PROGRAM = "root/usr/lib/chromium/chromium-headless-shell"

WRAPPER = """\
#!/bin/sh
export LD_LIBRARY_PATH={libraries} FONTCONFIG_FILE={fonts}
exec {program} {options}"$@"
"""
FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  {folders}
  <cachedir>{cache}</cachedir>
  <alias><family>sans-serif</family><prefer>
    <family>Roboto</family><family>DejaVu Sans</family><family>WenQuanYi Zen Hei</family>
  </prefer></alias>
</fontconfig>
"""


def of_the_system() -> str | None:
    """A Chromium that is installed already."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def provide() -> None:
    """Make sure that there is one and that it draws pages."""
    found, stamp = of_the_system(), STAMPS / "chromium"
    if found:
        once("Chromium of this system", stamp, [found], Path(found), lambda: check(found))
    else:
        once("Chromium from Debian", stamp, [PACKAGES, apt.release()], CHROMIUM, fetch)


def fetch() -> None:
    """Download, unpack, write the wrapper, try it."""
    packages = apt.download_with_needs(PACKAGES)
    shutil.rmtree(CHROMIUM, ignore_errors=True)
    apt.unpack(packages, CHROMIUM / "root", ("./etc/init.d",))
    wrap()
    check(str(CHROMIUM / "chromium"))


def wrap() -> None:
    """Write the program that Odoo's tests find: it knows the unpacked libraries and fonts."""
    root = CHROMIUM / "root"
    libraries = {path.parent for path in root.rglob("*.so*") if path.parent.name != "chromium"}
    fonts = CHROMIUM / "fonts.conf"
    folders = (Path("/usr/share/fonts"), root / "usr/share/fonts", ODOO / "usr/share/fonts")
    fonts.write_text(
        FONTS.format(
            folders="\n  ".join(f"<dir>{folder}</dir>" for folder in folders),
            cache=CHROMIUM / "font-cache",
        )
    )
    wrapper = CHROMIUM / "chromium"
    wrapper.write_text(
        WRAPPER.format(
            libraries=":".join(sorted(map(str, libraries))),
            fonts=fonts,
            program=CHROMIUM / PROGRAM,
            # Chromium's own sandbox refuses to work for root.
            options="--no-sandbox " if os.geteuid() == 0 else "",
        )
    )
    wrapper.chmod(0o755)


def check(program: str) -> None:
    """Let it draw a page whose text only a working JavaScript can have written."""
    page = "data:text/html,<script>document.write('drawn' + (40 + 2))</script>"
    options = ["--headless", "--disable-gpu", "--no-sandbox", "--disable-dev-shm-usage"]
    output = run([program, *options, "--dump-dom", page], "chromium-check", env=environment())
    if "drawn42" not in output:
        raise Trouble(
            f"{program} draws no pages: mend it, or take it off the PATH, and run ./dev again."
        )
