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

from tools.browser import WIDTH, Session
from tools.screenshots import USERS

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
DESCRIPTION = ROOT / "crm_loyalty" / "static" / "description"
WIDE = 1200  # pixels
LIMIT = 150_000  # bytes
PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


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
    Picture("value", "customer_value", 2280, top=1374),
    Picture("matrix", "value_matrix", 900, described=True),
    Picture("pyramid", "customer_pyramid", 610),
    Picture("growth", "growth", 640, described=True),
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
    Picture("portal_zh", "portal", 560, lang="zh_CN"),
)
# What customers see on a phone: side by side, by the picture's name.
PHONES = {"phone": "en_US", "phone_zh": "zh_CN"}
ON_PHONE = ("link", "portal_phone")
GAP = 60

BANNER = """<!doctype html><style>
body { margin: 0; width: 560px; height: 280px; overflow: hidden; background: #714B67;
       font-family: Roboto, "DejaVu Sans", sans-serif; color: #fff; }
h1 { margin: 26px 0 4px 28px; font-size: 30px; font-weight: 600; }
p { margin: 0 0 18px 28px; font-size: 15px; opacity: .85; }
div { margin-left: 28px; width: 540px; height: 190px; border-radius: 8px 0 0 0;
      background: #fff url("%s") -5px -92px / 780px auto no-repeat; }
</style><h1>Customer Loyalty CRM</h1>
<p>Where every customer relationship stands, and why</p><div></div>"""


def main() -> int:
    """Take, shrink and place all pictures."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--database", required=True)
    parser.add_argument("--url", default="http://127.0.0.1:8069")
    parser.add_argument("--chromium", default=next(filter(None, map(shutil.which, PROGRAMS)), None))
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


def draw_phones(name: str, screens: list[Path]) -> None:
    """Put the screens of a phone side by side, as large as they are."""
    if not all(screen.exists() for screen in screens):
        print(f"No link was told: the picture {name} stays as it is.")
        return
    parts = [Image.open(screen).convert("RGB") for screen in screens]
    width = sum(part.width for part in parts) + GAP * (len(parts) + 1)
    both = Image.new("RGB", (width, max(part.height for part in parts) + GAP), "#dfe3e8")
    left = GAP
    for part in parts:
        both.paste(part, (left, GAP // 2))
        left += part.width + GAP
    save(both, IMAGES / f"{name}.png")


def save(image: Image.Image, path: Path) -> None:
    """Write an image, no wider than the documentation, with a palette, and say how large it is."""
    width = min(WIDE, image.width)
    height = round(image.height * width / image.width)
    small = image.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
    palette(small).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}  {width} x {height}  {size // 1000} kB")
    if size > LIMIT:
        print(f"    is larger than {LIMIT // 1000} kB")


def palette(image: Image.Image) -> Image.Image:
    """An image of 256 colours; those of small badges are kept, not averaged away."""
    method = Image.Quantize.MAXCOVERAGE
    return image.quantize(256, method=method, kmeans=1, dither=Image.Dither.NONE)


def draw_banner(chromium: str, customer: Path, folder: Path) -> None:
    """Draw the banner of the application page around a crop of the customer page."""
    page, picture = folder / "banner.html", folder / "banner.png"
    page.write_text(BANNER % customer.resolve().as_uri())
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    options += ["--allow-file-access-from-files", "--window-size=560,280"]
    subprocess.run(
        [chromium, *options, f"--screenshot={picture}", page.as_uri()],
        check=True,
        capture_output=True,
    )
    palette(Image.open(picture).convert("RGB")).save(DESCRIPTION / "banner.png", optimize=True)


def draw_workbook(options: Namespace, folder: Path) -> None:
    """Show the summary of the Excel workbook, as LibreOffice draws its first two pages."""
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        print("LibreOffice and poppler are missing: the picture of the workbook stays as it is.")
        return
    session = Session(options.url, options.database, *USERS["manager"])
    menu = session.post("/web/action/load", {"action_id": "crm_loyalty.action_workbook_all"})
    action = session.post("/web/action/run", {"action_id": menu["id"], "context": session.context})
    book = folder / "workbook.xlsx"
    book.write_bytes(session.opener.open(options.url + action["url"]).read())
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, book]
    subprocess.run(convert, check=True, capture_output=True)
    pages = ["pdftoppm", "-r", "144", "-f", "1", "-l", "2", "-png", book.with_suffix(".pdf")]
    subprocess.run([*pages, folder / "page"], check=True)
    parts = [_printed(page) for page in sorted(folder.glob("page-*.png"))]
    width, height = parts[0].width, sum(part.height for part in parts)
    both, top = Image.new("RGB", (width, height), "white"), 0
    for part in parts:
        both.paste(part, (0, top))
        top += part.height
    save(both, IMAGES / "workbook.png")


def _printed(page: Path) -> Image.Image:
    """What is printed on a page: the left edge and the width of all pages, without blank rows."""
    image = Image.open(page).convert("RGB")
    bottom = image.point(lambda value: 255 - value).getbbox()[3]
    return image.crop((80, 90, 1480, min(bottom + 30, image.height)))


if __name__ == "__main__":
    sys.exit(main())
