"""Moulds: a story lived once by the product's own actions, from which many families are stamped.

Living one family by the actions takes some hundred questions to the database. So each arc is lived once with
tokens for names and words, all that it wrote is read back as text, and the whole is undone. A stamp puts a
family's own names, words, days, helpers and identifiers where the mould has tokens: the same rows, from the
same actions, many hundred times as fast.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from uuid import UUID
from zoneinfo import ZoneInfo

from alongside.demo import tokens
from alongside.demo.generate.numbering import reference
from alongside.people.actions.searching import search_columns
from alongside.people.rules.clues import Known, words_of
from alongside.values.dates import spoken_date

LONDON = ZoneInfo("Europe/London")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"
_MOMENT = r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d+)?\+00"
_DAY = r"\d{4}-\d\d-\d\d"
_REFERENCE = r"\b[A-Z]{1,3}-[23456789CDFHJKMNPQRTWXY]{6}-[23456789CDFHJKMNPQRTWXY]\b"
_SPOKEN = rf"\b\d{{1,2}} (?:{_MONTHS}) \d{{4}}"


@dataclass(frozen=True)
class SomeoneThere:
    """A person in a mould, as far as they are searched for."""

    id_key: str
    reference_key: str
    given: str
    family: str
    born_on: date | None
    has_home: bool


@dataclass
class Mould:
    """What a story wrote, table by table, as pieces of text with keys between them."""

    pieces: dict[str, tuple[list[str], list[str]]] = field(default_factory=dict)
    ids: int = 0
    references: tuple[str, ...] = ()
    people: tuple[SomeoneThere, ...] = ()
    copies: tuple[tuple[str, list[str], list[str]], ...] = ()

    @cached_property
    def days(self) -> frozenset[date]:
        """The days on which somebody did something."""
        moments = {key for _, keys in self.pieces.values() for key in keys if key.startswith("t:") and "." not in key}
        return frozenset(date.fromisoformat(key[2:12]) for key in moments)


class Cutter:
    """Cuts what a story wrote into pieces and keys."""

    def __init__(self, stands_for: tokens.Tokens, fixed: dict[str, str], *, since: UUID) -> None:
        self._tokens, self._fixed, self._since = stands_for, fixed, str(since)
        self._own: dict[str, int] = {}
        self._references: dict[str, int] = {}
        self._digests: dict[str, int] = {}
        literals = "|".join(re.escape(one) for one in sorted(fixed, key=len, reverse=True))
        self._pattern = re.compile(
            "|".join(
                (
                    f"(?P<fixed>{literals})",
                    f"(?P<word>{tokens.PATTERN})",
                    f"(?P<small>{tokens.PATTERN_IN_SMALL})",
                    f"(?P<id>{_ID})",
                    f"(?P<moment>{_MOMENT})",
                    f"(?P<day>{_DAY})",
                    f"(?P<ref>{_REFERENCE})",
                    f"(?P<spoken>{_SPOKEN})",
                    r"(?P<digest>\b[0-9a-f]{64}\b)",
                )
            )
        )

    def cut(self, tables: dict[str, str], copies: Iterable[tuple[str, dict]], people: Iterable[tuple]) -> Mould:
        """A mould of all the text written, of the contents that have a fingerprint, and of the people."""
        own = sorted(
            {
                one
                for text in tables.values()
                for one in re.findall(_ID, text)
                if one >= self._since and one not in self._fixed
            }
        )
        self._own = {one: place for place, one in enumerate(own)}
        contents = list(copies)
        self._digests = {digest: place for place, (digest, _) in enumerate(contents)}
        pieces = {table: self._pieces(text) for table, text in tables.items() if text}
        cut_copies = tuple(
            (f"c:{place}", *self._pieces(json.dumps(content, sort_keys=True, ensure_ascii=False)))
            for place, (_, content) in enumerate(contents)
        )
        there = tuple(
            SomeoneThere(f"n:{self._own[str(ident)]}", f"r:{self._references[ref]}", given, family, born_on, has_home)
            for ident, ref, given, family, born_on, has_home in people
        )
        return Mould(pieces, len(own), tuple(one.partition("-")[0] for one in self._references), there, cut_copies)

    def _pieces(self, text: str) -> tuple[list[str], list[str]]:
        literals, keys, end = [], [], 0
        for found in self._pattern.finditer(text):
            key = self._key(found.lastgroup, found.group())
            if key is None:
                continue
            literals.append(text[end : found.start()])
            keys.append(key)
            end = found.end()
        literals.append(text[end:])
        return literals, keys

    def _key(self, kind: str, text: str) -> str | None:
        match kind:
            case "fixed":
                return f"f:{self._fixed[text]}"
            case "word":
                return f"w:{self._tokens.key(text)}"
            case "small":
                return f"l:{self._tokens.key(text)}"
            case "id":
                return f"n:{self._own[text]}" if text in self._own else None
            case "moment":
                return f"t:{text}"
            case "day":
                return f"d:{text}"
            case "spoken":
                return f"s:{text}"
            case "digest":
                return f"c:{self._digests[text]}" if text in self._digests else f"h:{text}"
            case _:
                return f"r:{self._references.setdefault(text, len(self._references))}"


class Stamp(dict):
    """What one family has in place of each key; worked out when it is first asked for."""

    def __init__(
        self,
        mould: Mould,
        *,
        words: Callable[[str], str],
        fixed: dict[str, str],
        births: dict[str, date],
        weeks: int,
        new_id: Callable[[], UUID],
        number: Callable[[], int],
        seed: int,
    ) -> None:
        super().__init__()
        self.mould, self.words, self.fixed, self.births, self.shift = (
            mould,
            words,
            fixed,
            births,
            timedelta(weeks=weeks),
        )
        for place in range(mould.ids):
            self[f"n:{place}"] = str(new_id())
        for place, prefix in enumerate(mould.references):
            self[f"r:{place}"] = reference(prefix, number=number(), seed=seed)
        for key, literals, keys in mould.copies:
            self[key] = hashlib.sha256(self._joined(literals, keys).encode()).hexdigest()

    def __missing__(self, key: str) -> str:
        kind, _, rest = key.partition(":")
        match kind:
            case "w":
                value = self.words(rest)
            case "l":
                value = tokens.in_small(self.words(rest))
            case "f":
                value = self.fixed[rest]
            case "d":
                value = self._day(rest)
            case "t":
                value = self._moment(rest)
            case "h":
                value = hashlib.sha256((self["n:0"] + rest).encode()).hexdigest()
            case _:
                value = spoken_date(datetime.strptime(rest, "%d %B %Y").date() - self.shift)
        self[key] = value
        return value

    def rows(self) -> dict[str, str]:
        """The family's rows, table by table, as the text that is copied in."""
        return {table: self._joined(*cut) for table, cut in self.mould.pieces.items()}

    def search_keys(self, postcode: str) -> str:
        """What the family's people are found by, as the text that is copied in."""
        return "".join(self._search_key(one, postcode) for one in self.mould.people)

    def _search_key(self, one: SomeoneThere, postcode: str) -> str:
        born_on = self.births.get(str(one.born_on), one.born_on and one.born_on - self.shift)
        known = Known(
            given=words_of(self.words(one.given) if one.given else ""),
            family=words_of(self.words(one.family) if one.family else ""),
            born_on=born_on,
            postcodes=(postcode.replace(" ", ""),) if one.has_home else (),
            numbers=(self[one.reference_key],),
        )
        columns = search_columns(known)
        keys = "{" + ",".join(map(str, columns["keys"])) + "}"
        born = r"\N" if born_on is None else born_on.isoformat()
        return (
            "\t".join((self[one.id_key], keys, columns["given"], columns["family"], born, columns["postcodes"])) + "\n"
        )

    def _joined(self, literals: list[str], keys: list[str]) -> str:
        parts = [""] * (len(literals) + len(keys))
        parts[::2] = literals
        parts[1::2] = [self[key] for key in keys]
        return "".join(parts)

    def _day(self, text: str) -> str:
        if text in self.births:
            return self.births[text].isoformat()
        return (date.fromisoformat(text) - self.shift).isoformat()

    def _moment(self, text: str) -> str:
        """The same hour of the clock so many weeks before, summer time or not."""
        there = datetime.fromisoformat(text.replace(" ", "T") + ":00").astimezone(LONDON)
        moved = (there.replace(tzinfo=None) - self.shift).replace(tzinfo=LONDON, fold=there.fold)
        return moved.astimezone(UTC).isoformat(sep=text[10])[:-3]
