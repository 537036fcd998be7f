"""Columns of where someone lives: postcode, house, street, town."""

import re
from collections.abc import Sequence

from .folding import bits_of, folded, letters_of, packed, slips_of
from .sounds import sound_of

_SHORT = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close", "dr": "drive",
    "cres": "crescent", "ct": "court", "pl": "place", "gdns": "gardens", "gr": "grove", "tce": "terrace",
    "terr": "terrace", "sq": "square", "cct": "circuit", "pde": "parade", "hwy": "highway",
}  # fmt: skip
_UK = re.compile(r"^([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{2})$")
_HOUSE = re.compile(r"\b(\d+[a-z]?)\b")
_FLAT = re.compile(r"\b(?:flat|apartment|apt|unit)\s+\w+\b")
_HALF = 2
Columns = dict[str, object]


def postcode_columns(values: Sequence[str]) -> Columns:
    """Columns of postcodes: the one of today, all that are known, its halves and its slips."""
    every = tuple(dict.fromkeys(code for value in values if (code := packed(value))))
    now = every[0] if every else ""
    outward, inward = _halves(now)
    return {
        "": now,
        "all": every,
        "out": outward,
        "in": inward,
        "slips": tuple(dict.fromkeys(slip for one in every for slip in slips_of(one))),
    }


def house_columns(values: Sequence[str]) -> Columns:
    """The column of a house's number, or of its name where it has none."""
    if not values:
        return {"": ""}
    text = _FLAT.sub(" ", folded(values[0]))
    found = _HOUSE.search(text)
    return {"": found.group(1) if found else text.replace(" ", "")}


def street_columns(values: Sequence[str]) -> Columns:
    """Columns of a street, with its house's number where both stand in one line."""
    words = [word for value in values[:1] for word in folded(value).split()]
    if len(words) > 1 and words[-1] in _SHORT:
        words[-1] = _SHORT[words[-1]]
    plain = [word for word in words if not word[:1].isdigit()]
    whole = "".join(plain)
    return {"": whole, "letters": letters_of(whole), "bits": bits_of(whole)}


def place_columns(values: Sequence[str]) -> Columns:
    """Columns of the name of a town, suburb or county."""
    whole = "".join(folded(values[0]).split()) if values else ""
    return {"": whole, "letters": letters_of(whole), "bits": bits_of(whole), "sound": sound_of(whole) if whole else ""}


def _halves(code: str) -> tuple[str, str]:
    if found := _UK.match(code):
        return found.group(1), found.group(2)
    return code[:_HALF], code[_HALF:]
