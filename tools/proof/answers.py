"""What ten customers answer in a survey, and what comes of it, worked by hand."""

from typing import NamedTuple

DIMENSIONS = ("product", "service", "delivery", "price", "overall")


class Customer(NamedTuple):
    """What a customer answers ("-": nothing), and what comes of it."""

    name: str
    expected: str
    met: str
    nps: int | None
    expectation: float | None
    experience: float | None
    gap: float | None
    index: float | None


# On a scale from 1 to 5 the answers score 0, 25, 50, 75, 100. Each figure is a mean of five or
# less; the gap is that of the dimensions with both; index = experience + gap / 2, in 0 to 100.
CUSTOMERS = (
    Customer("Ada Lund", "44444", "55555", 10, 75, 100, 25, 100),  # 112.5, but 100 is the top
    Customer("Bo Berg", "33333", "44444", 9, 50, 75, 25, 87.5),
    Customer("Cem Aydin", "55555", "33333", 4, 100, 50, -50, 25),
    Customer("Dan Weber", "45344", "43323", 7, 75, 50, -25, 37.5),
    Customer("Eve Moreau", "-----", "44555", 9, None, 90, None, 90),
    Customer("Fay Novak", "22222", "11111", 0, 25, 0, -25, 0),  # −12.5
    Customer("Gus Ferrari", "45454", "45454", 8, 85, 85, 0, 85),
    Customer("Hana Sato", "3----", "55555", None, 50, 100, 50, 100),  # 125
    Customer("Ivo Silva", "55555", "54444", 6, 100, 80, -20, 70),
    Customer("Jo Nowak", "43434", "34343", 10, 65, 60, -5, 57.5),
)
PROMOTERS, DETRACTORS, ASKED = 4, 3, 9  # 10 9 9 10; 4 0 6; all but Hana Sato
# All together: the mean index; the net promoter score, 100 (4 − 3) / 9; the mean of each dimension.
INDEX, NET = 65.25, 11.11
MEANS = {"Product": 70, "Service": 70, "Delivery": 67.5, "Value for Money": 70, "Overall": 67.5}
