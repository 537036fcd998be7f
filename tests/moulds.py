"""What hundreds of tests begin with is lived once by the product's own actions, and after that cast again.

The first time in a process the actions run, and the statements by which they write are kept as text. After that
these are sent in one go, with identifiers, references and numbered names of their own; the database's triggers write
history and the audit's chain as ever. What is handed back is read from the database.
"""

import re
from collections.abc import Callable, Hashable
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from django.db import connection
from django.db.models import Model

from alongside.foundation.policy.models import PolicyVersion
from alongside.foundation.references.rules import new_id, new_reference

ID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?7[0-9a-f]{3}-?[89ab][0-9a-f]{3}-?[0-9a-f]{12}\b")
REFERENCE = re.compile(r"\b([A-Z]{1,3})-[2-9CDFHJKMNPQRTWXY]{6}-[2-9CDFHJKMNPQRTWXY]\b")
NUMBERED = re.compile(r"\b(person|agency-|team-|Person |Agency |Team )(\d+)\b")
NUMBERS = count(1)
"""What those who are invented without a name are called by; each number is given once in a process."""
READS = ("SELECT", "SAVEPOINT", "RELEASE")

Things = dict[str, Model]


@dataclass(frozen=True)
class _Mould:
    written: str
    stood_there: dict[str, tuple[UUID, str, str]]
    """Of each thing: its identifier, its number and its reference."""
    made: dict[str, tuple[type[Model], UUID]]
    first_number: int
    """Drawn just before: later numbers are of those who were made."""

    def cast(self, standing: Things) -> Things:
        """Write it once more beside what stands there now."""
        names = {pk.hex: standing[key].pk for key, (pk, _, _) in self.stood_there.items()}
        for old in sorted(_ids_in(self.written) - names.keys()):
            names[old] = new_id()  # in their order, since later ones sort after earlier ones
        numbers = {number: _number(standing[key]) for key, (_, number, _) in self.stood_there.items()}
        references = {told: _reference(standing[key]) for key, (_, _, told) in self.stood_there.items()}

        def named(found: re.Match) -> str:
            name = names[found[0].replace("-", "")]
            return str(name) if "-" in found[0] else name.hex

        def numbered(found: re.Match) -> str:
            if found[2] not in numbers and int(found[2]) > self.first_number:
                numbers[found[2]] = str(next(NUMBERS))
            return found[1] + numbers.get(found[2], found[2])

        text = NUMBERED.sub(numbered, ID.sub(named, self.written))
        text = REFERENCE.sub(lambda found: references.setdefault(found[0], new_reference(found[1])), text)
        with connection.cursor() as cursor:
            cursor.execute(text)
        return {key: kind.objects.get(pk=names[pk.hex]) for key, (kind, pk) in self.made.items()}


def _ids_in(text: str) -> set[str]:
    return {found.replace("-", "") for found in ID.findall(text)}


def _number(one: Model) -> str:
    """The number by which somebody without a name is called."""
    found = NUMBERED.match(getattr(one, "slug", "") or getattr(one, "email", ""))
    return found[2] if found else ""


def _reference(one: Model) -> str:
    return getattr(one, "reference", "")


_moulds: dict[Hashable, _Mould] = {}


def cast(key: Hashable, live: Callable[..., Things], standing: Things) -> Things:
    """What `live` makes of what stands there: by living it the first time, by its mould after that.

    Where a local policy has been changed it is lived, since other dates may follow from it.
    """
    if PolicyVersion.objects.exists():
        return live(**standing)
    if key in _moulds:
        return _moulds[key].cast(standing)
    before, first_number = new_id(), next(NUMBERS)
    with _writing_down() as written:
        made = live(**standing)
    told = ";\n".join(written)
    unnamed = {one for one in _ids_in(told) if one < before.hex} - {one.pk.hex for one in standing.values()}
    assert not unnamed, f"{key} writes of what stands there and is not named: {unnamed}"
    _moulds[key] = _Mould(
        told,
        {name: (one.pk, _number(one), _reference(one)) for name, one in standing.items()},
        {name: (type(one), one.pk) for name, one in made.items()},
        first_number,
    )
    return made


@contextmanager
def _writing_down():
    written: list[str] = []

    def note(execute, sql, params, many, context):
        if not sql.lstrip().upper().startswith(READS):
            assert not many
            written.append(context["cursor"].mogrify(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written
