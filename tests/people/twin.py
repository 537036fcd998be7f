"""A county whose records are joined and taken apart, beside its twin in which nobody was ever joined.

Both live through the same edits by the product's own actions; at the end every table of the one must equal that of
the other. Identifiers are compared by the order in which they were made; what was said of links is left out.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from django.apps import apps
from django.db import connection, transaction

from alongside.cases.actions import note_involvement
from alongside.foundation.access.actions import end_grants, give_grant
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.references.rules import new_reference
from alongside.people import actions, queries, rules
from alongside.people.models import Family, Person
from alongside.people.rules import LinkDecision
from tests.factories import NOW, TODAY, a_user, an_agency

LEFT_OUT = {
    "people.matchrecord",
    "people.matchstale",
    "people.matchfrequency",
    "people.personlink",
    "people.familylink",
    "people.sorting",
    "audit.chain",
}
NOT_COMPARED = {"pgh_id", "pgh_created_at", "pgh_context_id", "chain", "position", "hash"}
OF_LINKS = ("people.person_link_said", "people.family_link_said")
GIVEN = ("Amina", "Liam", "Zofia", "Noah", "Sana", "Ivy", "Piotr", "Mia")
FAMILY = ("Khan", "Reid", "Nowak", "Shah", "Cole")


@dataclass
class County:
    """Who is there, and whatever may be done to them."""

    by: object
    steward: object
    agencies: list
    people: list[UUID] = field(default_factory=list)
    families: list[UUID] = field(default_factory=list)


def given_a_county(records: int, chance: Random, *, by, steward, agencies) -> County:
    """People in families of three, half of them put on record twice."""
    county = County(by, steward, agencies)
    for n in range(records):
        if n % 3 == 0:
            family = actions.add_family(name=chance.choice(FAMILY), by=by, at=NOW)
            county.families.append(family.id)
        person = actions.add_person(
            given_names=chance.choice(GIVEN),
            family_name=chance.choice(FAMILY),
            born_on=date(2010, 1, 1) + timedelta(days=chance.randrange(3000)),
            source="the parent",
            by=by,
            at=NOW,
        )
        actions.join_family(family=family, person=person, role=rules.FamilyRole.CHILD, by=by, at=NOW)
        county.people.append(person.id)
    return county


def edit(county: County, chance: Random) -> None:
    """One thing that somebody does to a record, the same in both worlds; what is refused there is refused here."""
    by = county.by
    person = Person.objects.get(id=chance.choice(county.people))
    other = Person.objects.get(id=chance.choice(county.people))
    family = Family.objects.get(id=chance.choice(county.families))
    agency, day = chance.choice(county.agencies), TODAY - timedelta(days=chance.randrange(400))
    words, which = f"Words {chance.randrange(50)}", chance.randrange(11)
    said = {"source": "the school", "as_of": day, "by": by, "at": NOW}
    acts = (
        lambda: actions.rename_person(
            person=person, version=person.version, given_names=words, family_name="Reid", by=by, at=NOW
        ),
        lambda: actions.correct_person(person=person, version=person.version, phone=words, by=by, at=NOW),
        lambda: actions.move_home(person=person, lines=words, postcode="", **said),
        lambda: actions.state_fact(person=person, key="school", meaning=rules.Meaning.VALUE, value=words, **said),
        lambda: actions.add_other_name(
            person=person, given_names=words, family_name="", kind="also known as", by=by, at=NOW
        ),
        lambda: actions.relate(person=person, other=other, kind=rules.RelationKind.SIBLING, **said),
        lambda: actions.join_family(family=family, person=person, role=rules.FamilyRole.CHILD, by=by, at=NOW),
        lambda: actions.rename_family(family=family, version=family.version, name=words, by=by, at=NOW),
        lambda: note_involvement(family=family, agency=agency, service=words, **said),
        lambda: give_grant(
            subject_kind="family", subject_id=family.id, holder=agency, reason=GrantReason.AGREEMENT, at=NOW
        ),
        lambda: end_grants(subject_kind="family", subject_id=family.id, holder=agency, at=NOW),
    )
    try:
        with transaction.atomic():
            acts[which]()
    except actions.PeopleRefused:
        return


def live(
    *, links: int, edits_each: int, seed: int, is_joined: bool, world: County, say=lambda words: None
) -> dict[str, list]:
    """Join pair after pair with edits between, take them apart in another order, and give back every table."""
    chance, of_links = Random(seed), Random(f"links {seed}")
    with _same_references(seed):
        county = given_a_county(max(6, 2 * links), chance, by=world.by, steward=world.steward, agencies=world.agencies)
        bonds = _join_and_edit(county, links, edits_each, chance, of_links, is_joined=is_joined, say=say)
        of_links.shuffle(bonds)
        for n, (record, one, other) in enumerate(bonds):
            if is_joined:
                _take_apart(county, record, one, other)
            if n % 3 == 0:
                edit(county, chance)
    assert queries.wrong_groups(queries.PEOPLE) == []
    assert queries.wrong_groups(queries.FAMILIES) == []
    return tables()


def _join_and_edit(county, links, edits_each, chance, of_links, *, is_joined, say) -> list[tuple]:
    bonds: list[tuple] = []
    tried = 0
    while len(bonds) < links and tried < links * 4:
        tried += 1
        record = Person if of_links.random() < 0.8 else Family
        one, other = of_links.sample(county.people if record is Person else county.families, 2)
        if (record, *sorted((one, other))) in {(kind, *sorted(pair)) for kind, *pair in bonds}:
            continue
        bonds.append((record, one, other))
        if is_joined:
            _say(county, record, one, other, LinkDecision.SAME)
        for _ in range(edits_each):
            edit(county, chance)
        if len(bonds) % 200 == 0:
            say(f"  {len(bonds):,} joined")
    return bonds


def _say(county: County, record, one, other, decision, why="") -> None:
    say = actions.say_of_people if record is Person else actions.say_of_families
    both = {"one": record.objects.get(id=one), "other": record.objects.get(id=other)}
    say(**both, decision=decision, why=why, by=county.steward, at=NOW)


def _take_apart(county: County, record, one, other) -> None:
    _say(county, record, one, other, LinkDecision.UNDONE, "They are two")


@contextmanager
def _same_references(seed: int):
    kept = new_reference.__kwdefaults__["randomness"]
    new_reference.__kwdefaults__["randomness"] = Random(f"references {seed}")
    try:
        yield
    finally:
        new_reference.__kwdefaults__["randomness"] = kept


def tables() -> dict[str, list]:
    """Every table of the product with its rows, each identifier told by its place among those of its table."""
    rows: dict[str, tuple[list[str], list[tuple]]] = {}
    names: dict[UUID, str] = {}
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda one: one._meta.label_lower):
        meta = model._meta
        if not model.__module__.startswith("alongside.") or not meta.managed or meta.label_lower in LEFT_OUT:
            continue
        columns = [one.column for one in meta.local_concrete_fields if one.column not in NOT_COMPARED]
        order = "pgh_id" if hasattr(model, "pgh_tracked_model") else meta.pk.column
        rows[meta.label_lower] = (columns, _read(meta.db_table, columns, order))
        if meta.pk.column in columns:
            place = columns.index(meta.pk.column)
            for n, row in enumerate(rows[meta.label_lower][1]):
                if isinstance(row[place], UUID):
                    names.setdefault(row[place], f"{meta.label_lower} {n}")
    found = {}
    for label, (columns, read) in rows.items():
        counted = {n for n, column in enumerate(columns) if label == "audit.entry" and column == "id"}
        kept = [row for row in read if not (label == "audit.entry" and row[columns.index("kind")] in OF_LINKS)]
        found[label] = [
            tuple("" if n in counted else _named(value, names) for n, value in enumerate(row)) for row in kept
        ]
    return found


def _read(table: str, columns: list[str], order: str) -> list[tuple]:
    with connection.cursor() as cursor:
        names = ", ".join(f'"{one}"' for one in columns)
        cursor.execute(f'select {names} from "{table}" order by "{order}"')
        return cursor.fetchall()


def _named(value, names: dict[UUID, str]) -> str:
    if isinstance(value, UUID):
        return names.get(value, str(value))
    if isinstance(value, (list, tuple)):
        return str(sorted(_named(one, names) for one in value))
    text = str(value)
    if len(text) == 36 and text.count("-") == 4:
        return names.get(UUID(text), text)
    return text


def differences(one: dict[str, list], other: dict[str, list]) -> list[str]:
    """What is not the same in two dumps, table by table."""
    told = []
    for label in sorted(one.keys() | other.keys()):
        mine, theirs = one.get(label, []), other.get(label, [])
        if len(mine) != len(theirs):
            told.append(f"{label}: {len(mine)} rows against {len(theirs)}")
        told += [f"{label}: {a} against {b}" for a, b in zip(mine, theirs, strict=False) if a != b][:3]
    return told


def compare(*, links: int, edits_each: int, seed: int, say=lambda words: None) -> tuple[list[str], int]:
    """Both worlds, one after the other, each taken back; what differs, and how many rows were compared."""
    with transaction.atomic():
        world = County(a_user("family-worker"), a_user("data-steward"), [an_agency(), an_agency(kind="health")])
        dumps = []
        for is_joined in (True, False):
            point = transaction.savepoint()
            say("Joined and taken apart" if is_joined else "The twin, never joined")
            asked = {"links": links, "edits_each": edits_each, "seed": seed, "say": say}
            dumps.append(live(**asked, is_joined=is_joined, world=world))
            transaction.savepoint_rollback(point)
        transaction.set_rollback(True)
    return differences(*dumps), sum(len(rows) for rows in dumps[0].values())
