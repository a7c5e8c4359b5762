"""The pictures of the documentation and of the application page, from a served demonstration store.

    .dev/venv/bin/python -m tools.pictures --database crm_loyalty [--url URL] [--chromium PROGRAM]
        [--link en_US=/loyalty/answer/… --link zh_CN=/loyalty/answer/…]

Takes the screens with tools/screenshots.py, crops and shrinks them into docs/images and
crm_loyalty/static/description, and draws the banner. The picture of the Excel workbook needs
LibreOffice and poppler, those of phones the public links that the store told when it was made;
without them they stay as they are.
"""

import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from tools.browser import WIDTH
from tools.dev.chromium import of_the_system
from tools.drawing import (
    DESCRIPTION,
    IMAGES,
    ROOT,
    draw_banner,
    draw_phones,
    draw_workbook,
    save,
)


class Picture(NamedTuple):
    """A picture: the screen it is made of, the rows of it that are shown, where it goes."""

    name: str
    screen: str
    bottom: int = 900
    top: int = 0
    described: bool = False  # on the application page too
    lang: str = "en_US"


PICTURES = (
    Picture("customer", "customer", 905, described=True),
    Picture("customer_lost", "customer_lost", 925),
    Picture("customer_unknown", "customer_unknown", 905),
    Picture("customer_pinned", "customer_pinned", 930),
    Picture("customers", "customers", 640),
    Picture("filters", "customers_filters", 725),
    Picture("board", "customers_board", 705, described=True),
    Picture("contacts", "contacts", 640, described=True),
    Picture("contact", "contact", 765),
    Picture("quotation", "order", 640),
    Picture("orders", "orders", 560),
    Picture("pin", "customer_pin_dialog", 640),
    Picture("movements", "movements", 900, described=True),
    Picture("rules", "stages", 900),
    Picture("preview", "stage_preview", 890, described=True),
    Picture("passes", "passes", 680),
    Picture("settings", "settings", 2130),
    Picture("value", "customer_value", 2290, top=1340),
    Picture("matrix", "value_matrix", 900, described=True),
    Picture("pyramid", "customer_pyramid", 610),
    Picture("growth", "growth", 790, described=True),
    Picture("cohorts", "cohorts", 900),
    Picture("model", "prediction_model", 1330, described=True),
    Picture("segments_crossed", "segments_crossed", 480),
    Picture("satisfaction", "customer_satisfaction", 2410, top=1334),
    Picture("levers", "levers", 960),
    Picture("loyalty", "customer_loyalty", 2620, top=1354),
    Picture("kano", "kano", 920),
    Picture("complaints", "complaints", 700),
    Picture("tier", "customer_tier", 1800, top=1354),
    Picture("customer_zh", "customer", 905, lang="zh_CN"),
    Picture("board_zh", "customers_board", 705, lang="zh_CN"),
    Picture("portal", "portal", 560, described=True),
)
# What customers see on a phone: side by side, by the picture's name.
PHONES = {"phone": "en_US", "phone_zh": "zh_CN"}
ON_PHONE = ("link", "portal_phone")


def main() -> int:
    """Take, shrink and place all pictures."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--database", required=True)
    parser.add_argument("--url", default="http://127.0.0.1:8069")
    parser.add_argument("--chromium", default=of_the_system())
    parser.add_argument(
        "--link", action="append", default=[], metavar="LANG=PATH", help="a customer's public link"
    )
    parser.add_argument(
        "--shots", type=Path, help="a folder of screens that are taken already, by language"
    )
    options = parser.parse_args()
    if not options.chromium:
        parser.error("there is no Chromium on the PATH; name one with --chromium")
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        shots = options.shots or take(options, Path(folder))
        for picture in PICTURES:
            shot = shots / picture.lang / f"{picture.screen}.png"
            image = Image.open(shot).crop((0, picture.top, WIDTH, picture.bottom))
            save(image, IMAGES / f"{picture.name}.png")
            if picture.described:
                shutil.copyfile(IMAGES / f"{picture.name}.png", DESCRIPTION / f"{picture.name}.png")
        for name, lang in PHONES.items():
            draw_phones(name, [shots / lang / f"{screen}.png" for screen in ON_PHONE])
        draw_banner(options.chromium, shots / "en_US" / "customer.png", Path(folder))
        draw_workbook(options, Path(folder))
    return 0


def take(options: Namespace, folder: Path) -> Path:
    """Take the screens that the pictures are made of, a folder for each language."""
    words = ["--url", options.url, "--database", options.database, "--chromium", options.chromium]
    program = [sys.executable, "-m", "tools.screenshots", *words]
    links = dict(link.split("=", 1) for link in options.link)
    for lang in sorted({picture.lang for picture in PICTURES}):
        names = {picture.screen for picture in PICTURES if picture.lang == lang}
        names |= {"portal_phone"} | ({"link"} if lang in links else set())
        place = ["--lang", lang, "--out", folder / lang, "--link", links.get(lang, "")]
        subprocess.run([*program, *place, "--only", *sorted(names)], cwd=ROOT, check=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
