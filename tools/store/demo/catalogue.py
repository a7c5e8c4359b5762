"""What the demonstration company sells: products with prices in US dollars, by category."""

from typing import NamedTuple


class Product(NamedTuple):
    """One product; ``cost`` is what it costs the company."""

    code: str
    name: str
    category: str
    price: float
    cost: float


# Category -> prefix of its codes, share of the price that is cost
_SHELVES = {
    "Tea": ("TE", 0.42),
    "Lamps": ("LA", 0.55),
    "Stationery": ("ST", 0.48),
    "Kitchen": ("KI", 0.58),
    "Textiles": ("TX", 0.50),
    "Candles": ("CA", 0.38),
    "Garden": ("GA", 0.60),
    "Toys": ("TO", 0.52),
    "Bags": ("BA", 0.57),
}
_PRICES = """
Tea: Jasmine Pearls 18.5, Longjing Green 24, Wuyi Oolong 29.9, Keemun Black 16.8, White Peony 31.5
Lamps: Paper Lantern 14.9, Bamboo Floor Lamp 89, Reading Lamp 46.5, Ceramic Lamp 64
Lamps: Garden Lantern 27.5
Stationery: Linen Notebook 9.8, Brush Pen Set 21, Ink Stone 38, Letter Paper 7.5
Stationery: Leather Folder 44, Wax Seal Kit 19.9
Kitchen: Bamboo Steamer 22.5, Cast Iron Teapot 54, Porcelain Bowl 8.9, Chef's Knife 72
Kitchen: Oak Cutting Board 33, Rice Cooker 95
Textiles: Silk Scarf 39, Cotton Throw 47.5, Linen Napkins 18, Wool Blanket 88, Cushion Cover 16.5
Candles: Sandalwood Candle 13.5, Beeswax Pair 11, Travel Candle 8.2, Candle Holder 17.9
Candles: Incense Box 9.5
Garden: Bonsai Pot 26, Watering Can 31, Herb Planter 19.5, Pruning Shears 28.8, Stone Basin 149
Toys: Wooden Train 34, Tangram 12.9, Kite 22, Plush Panda 18.6, Puzzle Box 15.4
Bags: Canvas Tote 17.5, Laptop Sleeve 29, Picnic Basket 58, Leather Satchel 128, Gift Bag 3.2
"""


def _catalogue() -> dict[str, list[Product]]:
    shelves: dict[str, list[Product]] = {category: [] for category in _SHELVES}
    for line in _PRICES.strip().splitlines():
        category, text = line.split(": ")
        prefix, share = _SHELVES[category]
        for item in text.split(", "):
            name, price = item.rsplit(" ", 1)
            code = f"{prefix}{len(shelves[category]) + 1:02}"
            cost = round(float(price) * share, 2)
            shelves[category].append(Product(code, name, category, float(price), cost))
    return shelves


CATALOGUE = _catalogue()
