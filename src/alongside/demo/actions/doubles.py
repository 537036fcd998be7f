"""People who stand on record twice, or nearly: twins, a new family name, a family that moved; for whoever looks."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.foundation.identity.models import User
from alongside.people import actions as people
from alongside.people.models import Family, FamilyMember, Pair, Person
from alongside.people.rules import FamilyRole, LinkDecision, PairReason

from .standing import County

SAME, APART = LinkDecision.SAME, LinkDecision.NOT_THE_SAME
SOURCE = "A drop-in at the hub"


@dataclass(frozen=True)
class Story:
    """How a second record came to be: what it says of the name, the birth and the home, and what the worker noted."""

    key: str
    note: str
    given: Callable[[Person], str] = lambda one: one.given_names
    family: Callable[[Person], str] = lambda one: one.family_name
    born: Callable[[date], date] = lambda day: day
    is_at_home: bool = True
    is_new_family: bool = False


def _day_and_month(day: date) -> date:
    return date(day.year, day.day, day.month) if day.day <= 12 else day + timedelta(days=9)


def _doubled(name: str) -> str:
    return name.replace("n", "nn", 1) if "n" in name else f"{name}e"


STORIES = (
    Story("twin", "Born the same day, and lives there too. Is this the child we know?", given=lambda one: "Robin"),
    Story(
        "new-name",
        "Her mother married again and the school writes the new name",
        family=lambda one: "Ashdown",
        is_at_home=False,
    ),
    Story("exchanged", "The health visitor writes the day and month the other way round", born=_day_and_month),
    Story("spelt", "Came by telephone, spelt as it sounded", given=lambda one: _doubled(one.given_names)),
    Story("double-name", "Goes by both parents’ names at nursery", family=lambda one: f"{one.family_name}-Marsh"),
    Story("moved", "Same name and birthday, another postcode. Moved, or two children?", is_at_home=False),
    Story(
        "sister",
        "A year younger, same home. The caller mixed up the birthdays",
        given=lambda one: "Sam",
        born=lambda day: day + timedelta(days=371),
    ),
    Story(
        "a-digit",
        "One digit of the year differs",
        born=lambda day: day.replace(year=day.year - 1, day=min(day.day, 28)),
    ),
    Story("short", "Everybody calls the child by the first letters", given=lambda one: one.given_names[:3]),
    Story("cousin", "Cousins of one name, in two homes", born=lambda day: day + timedelta(days=140), is_at_home=False),
)
ANSWERED = ((SAME, SAME), (SAME, SAME), (APART, APART), (SAME, SAME), (APART, APART), (SAME, APART))
"""What the two stewards said of pairs that both have looked at, the last of them differently."""


NOT_KNOWN = ("Odette", "Caspian", "Isolde", "Percival", "Tamsin")
"""Children on an agency's list who are on no record here."""


def seed_doubles(county: County, *, at: datetime) -> None:
    """Write the second records, put the pairs before the stewards, and have some of them looked at already."""
    by = county.named["front-door-worker"]
    first, second = county.named["data-steward"], county.who("data-steward", "early-help-county-team")[-1]
    known = _children()
    for place, story in enumerate(STORIES):
        member = next(known, None)
        if member is None:
            return
        _told(story, member, by=by, at=at - timedelta(days=9, hours=place))
    _household_that_moved(next(known, None), by=by, at=at - timedelta(days=4))
    _looked_at_already(known, by=by, first=first, second=second, at=at)
    _joined_and_parted(next(known, None), by=by, steward=first, at=at)
    _list_handed_in(county, steward=first, at=at)


def _children() -> Iterator[FamilyMember]:
    """Children of families that were helped in the past, each of another family."""
    found = (
        FamilyMember.objects.filter(role="child", family__cases__status="closed", person__born_on__isnull=False)
        .exclude(person__given_names="")
        .select_related("person", "family")
        .order_by("-family__reference", "id")
        .distinct()[:200]
    )
    once = {one.family_id: one for one in reversed(found)}
    return iter(sorted(once.values(), key=lambda one: one.family.reference, reverse=True))


def _told(story: Story, member: FamilyMember, *, by: User, at: datetime) -> Pair | None:
    second = _second_record(story, member.person, by=by, at=at)
    reason = PairReason.NOT_SURE
    return people.raise_pair(one=member.person, other=second, reason=reason, note=story.note, by=by, at=at)


def _second_record(
    story: Story,
    one: Person,
    *,
    by: User,
    at: datetime,
    family: Family | None = None,
    part: FamilyMember | None = None,
) -> Person:
    home = one.addresses.filter(until_on__isnull=True, is_restricted=False).first()
    lines, postcode = (home.lines, home.postcode) if home and story.is_at_home else ("", "")
    facts = {
        "given_names": story.given(one),
        "family_name": story.family(one),
        "born_on": story.born(one.born_on) if one.born_on else None,
        "sex": one.sex,
        "source": SOURCE,
    }
    return people.add_newcomer(
        facts=facts,
        family=family,
        role=FamilyRole(part.role) if part else None,
        in_household=True,
        lines=lines,
        postcode=postcode,
        is_restricted=False,
        by=by,
        at=at,
    )


def _household_that_moved(member: FamilyMember | None, *, by: User, at: datetime) -> None:
    """A family that moved here and was put on record again, with everybody in it."""
    if member is None:
        return
    family = people.add_family(name=member.family.name, by=by, at=at)
    story = Story("household", "The whole family was put on record again when it moved", is_at_home=False)
    said = {"by": by, "at": at}
    everybody = list(member.family.members.filter(until_on__isnull=True).select_related("person").order_by("id"))
    seconds = [
        (one.person, _second_record(story, one.person, part=one, family=family, **said)) for one in everybody[:4]
    ]
    for one, other in seconds:
        people.raise_pair(one=one, other=other, reason=PairReason.ALIKE, note=story.note, by=by, at=at)


def _looked_at_already(known: Iterator[FamilyMember], *, by: User, first: User, second: User, at: datetime) -> None:
    for place, (one, other) in enumerate(ANSWERED):
        member = next(known, None)
        if member is None:
            return
        story = STORIES[3 if one is SAME else 9]
        pair = _told(story, member, by=by, at=at - timedelta(days=30 - place))
        if not pair.needs_two:
            Pair.objects.filter(id=pair.id).update(needs_two=True)
        for who, answer in ((first, one), (second, other)):
            moment = at - timedelta(days=20 - place)
            people.give_opinion(pair=pair, answer=answer, why="Asked the school", by=who, at=moment)


def _joined_and_parted(member: FamilyMember | None, *, by: User, steward: User, at: datetime) -> None:
    """Two cousins who were joined in error: what was written meanwhile is still to be sorted."""
    if member is None:
        return
    before = at - timedelta(days=40)
    one = _second_record(STORIES[5], member.person, by=by, at=before)
    other = _second_record(STORIES[9], member.person, by=by, at=before)
    said = {"one": one, "other": other, "by": steward}
    people.say_of_people(decision=SAME, why="The same name and school", lead=other, at=before, **said)
    people.add_other_name(person=other, given_names="Bee", family_name="", kind="also known as", by=by, at=before)
    why = "Their grandmother says that they are cousins"
    people.say_of_people(decision=APART, why=why, at=at - timedelta(days=2), **said)


def _list_handed_in(county: County, *, steward: User, at: datetime) -> None:
    """The health trust's list of the children it sees, handed in today; it is taken in once the county runs."""
    today = at.date()
    agreement = people.agree_about_list(
        agency=county.agencies["health-trust"],
        title="Health visiting caseload",
        service="Health visiting",
        agreed="Sharing agreement of the children’s partnership: to tell who else knows a family, and for nothing more",
        keeps_days=120,
        from_on=today - timedelta(days=60),
        until_on=today + timedelta(days=300),
        by=steward,
        at=at,
    )
    rows = ["id,forename,surname,dob,postcode"]
    children = Person.objects.filter(memberships__role="child", born_on__isnull=False, addresses__until_on__isnull=True)
    said = ("given_names", "family_name", "born_on", "addresses__postcode")
    for number, (given, family, born, postcode) in enumerate(children.order_by("id").values_list(*said)[:90]):
        spelt = _doubled(given) if number % 9 == 4 else given
        rows.append(f"HV{number + 1001},{spelt},{family},{born.isoformat()},{postcode}")
    rows += [
        f"HV{number},{given},Quillfeather,2019-03-0{number % 9 + 1}," for number, given in enumerate(NOT_KNOWN, 2001)
    ]
    people.hand_in_list(
        agreement=agreement,
        content="\n".join(rows).encode(),
        file_name="health-visiting.csv",
        as_of=today - timedelta(days=3),
        by=steward,
        at=at,
    )
