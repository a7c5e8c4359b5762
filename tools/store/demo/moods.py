"""What customers of the demonstration company think, say and complain about, as data."""

# How content each kind of customer is on average, 0 to 100; who is not here has bought nothing.
MOODS = {
    "first purchase": 72,
    "repeat": 74,
    "in rhythm": 78,
    "growing": 90,
    "declining": 42,
    "lost early": 38,
    "lost after long": 46,
    "came back": 70,
    "new category": 82,
    "bargain hunter": 64,
    "brings back": 48,
    "asked again": 66,
}
# By how much a part of the service is better or worse than the customer's mood.
DIMENSIONS = {"product": 8, "service": 0, "delivery": -12, "price": -2, "overall": 2}
ABROAD_WAITS = -14  # what delivery loses for customers outside the company's country
# Aspect -> how much it follows the mood (1 wholly, below 0 against it), and where it starts.
RELATIONSHIP = {
    "reputation": (0.7, 28),
    "nomination": (0.8, 12),
    "repurchase": (0.9, 12),
    "price": (-0.5, 85),
    "benefit_product": (0.7, 28),
    "benefit_service": (0.9, 6),
    "benefit_people": (0.6, 38),
    "benefit_image": (0.5, 32),
    "cost_money": (-0.3, 72),
    "cost_time": (-0.6, 82),
    "cost_energy": (-0.5, 60),
    "cost_mental": (-0.5, 54),
}
LOYALTY = {
    "cognitive_first": (0.9, 2),
    "cognitive_preference": (0.9, 6),
    "cognitive_price": (0.7, -10),
    "affective": (1.0, 2),
    "conative_buy": (1.0, 4),
    "conative_more": (0.9, -6),
}
# Words of unhappy, of middling and of content customers.
COMMENTS = {
    "en": (
        (
            "The parcel came nine days late, and nobody told us.",
            "Two of the six lamps were broken again.",
            "I had to call three times before anyone looked into it.",
            "Prices went up and the quality did not.",
        ),
        (
            "Good goods, but delivery could be faster.",
            "All fine. The web shop is hard to search.",
            "We would buy more if the minimum quantity were lower.",
        ),
        (
            "Our guests keep asking where the lanterns come from.",
            "Somebody who knows what we need before we do.",
            "Everything well packed, as ever.",
            "The teas are the best we have found.",
        ),
    ),
    "zh": (
        (
            "发货晚了一个多星期，也没有人通知我们。",
            "包装破损，客服回复太慢。",
            "比去年贵，质量却没有提高。",
        ),
        ("东西不错，就是物流慢。", "希望有更多小包装。"),
        ("茶叶品质一直很稳定，客人很喜欢。", "服务周到，会继续合作。", "包装精美，送礼很有面子。"),
    ),
}
# Cause -> how often, and what customers then say.
COMPLAINTS = {
    "late": (
        34,
        ("Delivery is a week late", "Still waiting for our order", "货还没有到"),
    ),
    "product": (
        28,
        ("Arrived broken", "Crack in the glaze", "Not as in the catalogue", "收到时已破损"),
    ),
    "item": (18, ("Two pieces missing", "Wrong colour delivered", "发错货了")),
    "price": (14, ("Discount is missing on the invoice", "Invoiced twice", "发票金额不对")),
    "service": (10, ("Nobody calls back", "Unfriendly on the phone", "客服态度不好")),
    "communication": (
        10,
        ("No notice of the delay", "Wrong date on the confirmation", "延期未通知"),
    ),
    "other": (
        6,
        ("Packaging cannot be recycled", "Noisy unloading at six in the morning", "包装不环保"),
    ),
}
SOLUTIONS = (
    "Sent a replacement by express.",
    "Credited half of the amount.",
    "Apologised and corrected the invoice.",
    "Found the parcel; the carrier has been told.",
    "A colleague visited the customer.",
)
# Feature (see crm_loyalty_survey's aspects) -> class -> so many of a hundred.
KANO = {
    "day": ("Delivery on a Chosen Day", {"A": 48, "O": 20, "I": 26, "M": 4, "Q": 2}),
    "parts": ("Spare Parts for Ten Years", {"M": 46, "O": 28, "I": 20, "A": 6}),
    "person": ("A Personal Contact", {"I": 40, "O": 24, "A": 24, "R": 10, "Q": 2}),
}
# Class -> pairs of choices, if it is there and if it is missing, that make it.
PAIRS = {
    "A": ("13", "12", "14"),
    "O": ("15",),
    "M": ("25", "35", "45"),
    "I": ("33", "23", "34"),
    "R": ("51", "31"),
    "Q": ("11",),
}
IDEAS = (
    ("Gift wrapping in the colours of the customer's house", "5", 1800),
    ("Refill packs for the teas", "4", 900),
    ("Show the delivery day in the basket", "4", None),
    ("Sell the lanterns in sets of three", "3", 400),
    ("A tasting evening for regular customers", "3", None),
    ("Longer opening hours of the showroom", "2", None),
    ("按城市提供当日送达", "4", None),
    ("Loyalty stamps on paper", "1", None),
    ("推出小份试饮装", "5", 1200),
    ("Blank cards with each gift box", None, None),
)
