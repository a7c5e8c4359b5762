"""Drawing the pictures of the documentation from screens and from the Excel workbook."""

import shutil
import subprocess
from argparse import Namespace
from pathlib import Path

from PIL import Image

from tools.browser import Session
from tools.screens import USERS

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
DESCRIPTION = ROOT / "crm_loyalty" / "static" / "description"
WIDE = 1200  # pixels
LIMIT = 150_000  # bytes
GAP = 60  # pixels between phones

BANNER = """<!doctype html><style>
body { margin: 0; width: 560px; height: 280px; overflow: hidden; background: #714B67;
       font-family: Roboto, "DejaVu Sans", sans-serif; color: #fff; }
h1 { margin: 26px 0 4px 28px; font-size: 30px; font-weight: 600; }
p { margin: 0 0 18px 28px; font-size: 15px; opacity: .85; }
div { margin-left: 28px; width: 540px; height: 190px; border-radius: 8px 0 0 0;
      background: #fff url("%s") -5px -92px / 780px auto no-repeat; }
</style><h1>Customer Loyalty CRM</h1>
<p>Where every customer relationship stands, and why</p><div></div>"""


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
