"""Debian packages without touching the system: own indexes, own cache, unpacked into a folder.

Only the system's list of mirrors and of installed packages is read, so this works for any user.
"""

import platform
import shutil
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path

from tools.dev.places import APT
from tools.dev.process import environment, run
from tools.dev.trouble import Trouble

KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
# Old fonts that later releases no longer have in the form Odoo links to.
FONT_RELEASE = "bookworm"
UNPACK = """\
set -o pipefail
dpkg-deb --fsys-tarfile "$1" | tar -x -C "$2" --no-same-owner "${@:3}"
"""

_index = threading.Lock()


def release() -> str:
    """This system's Debian release."""
    return platform.freedesktop_os_release().get("VERSION_CODENAME", "sid")


def mirror() -> str:
    """The Debian mirror that the system uses."""
    if shutil.which("apt-get") and shutil.which("dpkg-deb") and Path(KEYRING).exists():
        # Without --no-release-info the answer is empty until the system ran `apt-get update`.
        targets = subprocess.run(
            ["apt-get", "indextargets", "--no-release-info", "--format", "$(REPO_URI)"]
            + ["Created-By: Packages", "Component: main"],
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        ).stdout.split()
        for address in targets:
            if address.rstrip("/").endswith("/debian"):
                return address
    raise Trouble(
        "This is not Debian, where Odoo 19 and Chromium would come from: "
        "name a checkout of Odoo 19 in ODOO_SRC, and install Chromium or Google Chrome yourself."
    )


def options() -> list[str]:
    """Settings that keep apt inside our folder."""
    settings = {
        "Dir::Etc::SourceList": APT / "sources.list",
        "Dir::Etc::SourceParts": "/dev/null",
        "Dir::Etc::Preferences": "/dev/null",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Dir::State::Lists": APT / "lists",
        "Dir::Cache": APT,
        "Acquire::Languages": "none",
        "Acquire::Retries": "3",
        # Indexes are still verified by signature; a mirror that lags behind will do.
        "Acquire::Check-Valid-Until": "false",
        "APT::Sandbox::User": "",
        "APT::Install-Recommends": "false",
        "Debug::NoLocking": "true",
    }
    return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def update() -> None:
    """Fetch the indexes once; whoever comes first does it for all."""
    with _index:
        if (APT / "ready").exists():
            return
        for folder in ("lists/partial", "archives/partial"):
            (APT / folder).mkdir(parents=True, exist_ok=True)
        releases = dict.fromkeys(["sid", release(), FONT_RELEASE])
        lines = [f"deb [signed-by={KEYRING}] {mirror()} {name} main\n" for name in releases]
        (APT / "sources.list").write_text("".join(lines))
        run(
            ["apt-get", *options(), "-q", "update", "-o", "APT::Update::Error-Mode=any"],
            "apt-update",
        )
        (APT / "ready").touch()


def download(packages: Sequence[str], folder: Path) -> None:
    """Download just these packages, each given as name/release."""
    update()
    folder.mkdir(parents=True, exist_ok=True)
    run(["apt-get", *options(), "-q", "download", *packages], f"apt-{folder.name}", cwd=folder)


def download_with_needs(packages: Sequence[str]) -> Path:
    """Download packages and whatever they need that this system lacks; return the folder."""
    update()
    run(
        [
            "apt-get",
            *options(),
            "-q",
            "-y",
            "--download-only",
            "install",
            "-t",
            release(),
            *packages,
        ],
        "apt-install",
    )
    return APT / "archives"


def unpack(folder: Path, target: Path, leave_out: Sequence[str] = ()) -> None:
    """Unpack a folder of packages into one root: Debian's links inside are relative."""
    target.mkdir(parents=True)
    excludes = [
        f"--exclude={pattern}" for pattern in ("./usr/share/doc", "./usr/share/man", *leave_out)
    ]
    for package in sorted(folder.glob("*.deb")):
        run(["bash", "-c", UNPACK, "unpack", package, target, *excludes], f"unpack-{folder.name}")


def forget() -> None:
    """Give the space of indexes and packages back."""
    shutil.rmtree(APT, ignore_errors=True)
