"""Postcodes as they are kept, and the slugs of names."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from alongside.places.rules.county import SiteFacts
from alongside.values.codes import Postcode

_SMALL = {one.upper(): one for one in ("of", "and", "the", "at", "on", "in", "by")}


def spaced_postcode(text: str) -> str:
    """A postcode in capitals with one space before its last three characters.

    Says nothing, as an empty string, when it can not be one.
    """
    try:
        return Postcode.parse(text).value
    except ValueError:
        return ""


def as_said(name: str) -> str:
    """A name in capitals only, as some registers hold them, with small letters again."""
    if not name.isupper():
        return name
    first, *rest = name.split()
    return " ".join([_capitalised(first), *(_SMALL.get(one) or _capitalised(one) for one in rest)])


def _capitalised(word: str) -> str:
    return word.capitalize() if len(word) > 2 or word == "ST" else word


def slug_of(name: str) -> str:
    """A name in the letters of a web address: “St Mary’s” becomes `st-marys`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’`]", "", plain.lower())).strip("-")


def with_own_slugs(sites: Sequence[SiteFacts]) -> tuple[SiteFacts, ...]:
    """Sites whose names give the same slug are told apart by their source's number."""
    count = Counter(slug_of(site.name) for site in sites)
    named = []
    for site in sites:
        slug = slug_of(site.name)[:90] or slug_of(site.kind)
        if count[slug_of(site.name)] > 1:
            slug = f"{slug}-{slug_of(site.kind)}-{slug_of(site.source_id)}"
        named.append(replace(site, slug=slug[:120]))
    return tuple(named)
