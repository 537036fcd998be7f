"""Names for an invented county: none is of a place we know of."""

from random import Random

COUNTY = "Wenshire"
CITY = "Wenchester"
TOWNS = ("Tolverstead", "Orlbridge", "Hoxenham", "Kelvermere", "Quillford")
DISTRICTS = ("Wenchester", "Tolver Vale", "Orlside", "Hoxen Heath", "Kelver and Quill")

_FIRST = (
    "Abber", "Brindle", "Chask", "Dunnel", "Embra", "Farle", "Gorse", "Hasker", "Ibber", "Jessa",
    "Kettle", "Lorn", "Mabber", "Nesk", "Osker", "Prill", "Quarn", "Rusk", "Sarle", "Thrap",
    "Ulker", "Varn", "Wenna", "Yarle", "Zell", "Brask", "Corve", "Dathe", "Elmer", "Fenk",
)  # fmt: skip
_LAST = (
    "thorpe", "stead", "combe", "ley", "mere", "hurst", "worth", "wick", "den", "bourne", "cote",
    "hope", "garth", "well", "low",
)  # fmt: skip
_BEFORE = ("Great", "Little", "Upper", "Nether", "Long", "Temple")
_QUARTERS = (
    "Tanner’s Reach", "Old Quay", "Lantern Hill", "Cooper’s Fold", "Rookery", "Marlpit",
    "Saltergate", "Bell Meadow", "Windmill Rise", "Kiln Cross", "Friars’ Wharf", "Larkfield",
    "Pound Green", "Foundry Row", "Weir End", "Orchard Lea", "Castle Ditch", "Blackbarn",
    "Summerleas", "Hollow Way", "Bargate", "Millrace", "Priory Hill", "Stonebow", "Sheepwash",
    "Beacon Park",
)  # fmt: skip
_PARTS = ("Market", "Northgate", "Southfields", "Eastfields", "Westcroft", "Station", "Mount",
          "Riverside", "Parkway")  # fmt: skip
_STREETS = (
    "Mill Lane", "Station Road", "Church Street", "High Street", "School Lane", "Bridge Street",
    "Orchard Way", "Meadow Road", "Kiln Close", "The Green", "Park View", "Quarry Road",
    "Fountain Court", "Weavers Row", "Old Coach Road",
)  # fmt: skip


def names_of_villages(number: int, *, chance: Random) -> list[str]:
    """As many different names of villages as are wanted."""
    plain = [first + last for first in _FIRST for last in _LAST]
    chance.shuffle(plain)
    paired = [f"{before} {name}" for name in plain[:60] for before in chance.sample(_BEFORE, 2)]
    return [name for pair in zip(plain[60:], paired, strict=False) for name in pair][:number]


def names_of_quarters(number: int) -> list[str]:
    """Names for parts of the city."""
    return list(_QUARTERS[:number])


def names_of_parts(town: str, number: int) -> list[str]:
    """Names for parts of a town, each beginning with the town's."""
    return [f"{town} {part}" for part in _PARTS[:number]]


def a_street(chance: Random) -> str:
    """A street with a number."""
    return f"{chance.randint(1, 180)} {chance.choice(_STREETS)}"
