"""Casts the moulds: each arc is lived once by the product's own actions, read back, and undone."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from multiprocessing import get_context

from django.db import connection, transaction

from alongside.cases.models import Descriptor
from alongside.demo.gateways import Written, undone
from alongside.demo.invented import HELPING, family_key
from alongside.demo.living import ARCS, CASTS, Arc, Helpers, Script, live
from alongside.demo.living.script import births_for
from alongside.demo.moulds import Cutter, Mould
from alongside.demo.tokens import Tokens
from alongside.foundation.identity.models import Agency, Membership, User
from alongside.foundation.references.rules import new_id
from alongside.people.models import Person
from alongside.places.models import Postcode
from alongside.plans.models import FamilyCopy, Outcome

from .standing import County

OUTCOMES = ("substances", "crime", "housing")
"""Outcomes that the mould's needs are under; a stamp puts the story's own in their place."""
ROLES = {
    "referrer": ("partner",),
    "door": ("front-door-manager", "front-door-worker"),
    "manager": ("hub-manager",),
    "lead": ("family-worker",),
    "second": ("family-worker",),
    "partner": ("partner",),
    "social": ("social-worker",),
}
TOKENS_APART = 4_000
"""Processes that cast at once share no token: the database would have one wait for the other."""
DESCRIPTORS = 2
"""How many descriptors of the threshold document each decision names."""


class Workshop:
    """Where moulds are cast: people, agencies and a home that stand for others, and are undone with them."""

    def __init__(self, county: County, *, today: date, at: datetime, place: int = 0) -> None:
        self.county, self.today = county, today
        self.tokens, self.written = Tokens(first=place * TOKENS_APART), Written()
        self.postcode = Postcode.objects.filter(is_live=True).select_related("area__locality__team").order_by("code")[0]
        self.descriptors = {
            level: tuple(Descriptor.objects.filter(level=level).order_by("position")[:DESCRIPTORS])
            for level in (2, 3, 4)
        }
        self.outcomes = [Outcome.objects.get(key=key) for key in OUTCOMES]
        self.agencies = [
            Agency.objects.create(
                slug=self.tokens.small(f"a.{key}.slug"),
                name=self.tokens.token(f"a.{key}"),
                kind="school",
                phone=self.tokens.token(f"a.{key}.phone"),
            )
            for key in ("school", "partner")
        ]
        self.helpers = self._helpers(at)
        self.fixed = self._fixed()

    def _helpers(self, at: datetime) -> Helpers:
        council, care = self.county.agencies["wenshire-council"], self.county.care_team
        school, partner = self.agencies
        at_work = {"referrer": (school, None), "partner": (partner, None), "social": (care.agency, care)}
        hub = self.postcode.area.locality.team
        found = {}
        for part in HELPING:
            agency, team = at_work.get(part, (council, None if part == "door" else hub))
            found[part] = user = User.objects.create(
                email=self.tokens.small(f"u.{part}.email"),
                name=self.tokens.token(f"u.{part}.name"),
                phone=self.tokens.token(f"u.{part}.phone"),
                job_title=self.tokens.token(f"u.{part}.job"),
                kind="staff" if agency == council else "partner",
                agency=agency,
                joined_at=at,
            )
            for role in ROLES[part]:
                Membership.objects.create(user=user, role=self.county.roles[role], team=team, started_on=at.date())
        return Helpers(**found, care_team=care)

    def _fixed(self) -> dict[str, str]:
        """What of the workshop stands in rows, and the key of what a family has instead."""
        area = self.postcode.area
        fixed = {str(getattr(self.helpers, part).id): f"id.{part}" for part in HELPING}
        fixed |= {str(self.agencies[0].id): "id.school", str(self.agencies[1].id): "id.partner.agency"}
        fixed |= {
            str(area.id): "id.area",
            str(area.locality_id): "id.locality",
            str(area.locality.team_id): "id.hub",
            str(self.county.care_team.id): "id.care",
            str(self.outcomes[0].framework_id): "id.framework",
            self.postcode.code: "postcode",
        }
        for level, found in self.descriptors.items():
            fixed |= {str(one.id): f"id.descriptor.{level}.{place}" for place, one in enumerate(found)}
        for place, one in enumerate(self.outcomes):
            fixed |= {str(one.id): f"id.outcome.{place}", f'"{one.title}"': f"outcome.{place}"}
        return fixed

    def script(self, arc: Arc, cast_key: str) -> Script:
        """A story in tokens, laid out backwards from today."""
        cast, start = CASTS[cast_key], self.today - timedelta(days=arc.days)
        return Script(
            cast=cast,
            names={
                one.key: (self.tokens.token(f"{one.key}.g"), self.tokens.token(family_key(one))) for one in cast.slots
            },
            births=births_for(cast, start),
            words=self.tokens.token,
            helpers=self.helpers,
            home_lines=self.tokens.token("home"),
            postcode=self.postcode.code,
            school=self.tokens.token("school"),
            start=start,
            today=self.today,
            outcomes=OUTCOMES,
            descriptors={level: tuple(one.id for one in found) for level, found in self.descriptors.items()},
        )

    def cast(self, arc: Arc, cast_key: str) -> Mould:
        """Live an arc, read back what it wrote, and undo it."""
        with undone():
            marker = new_id()
            self.written.count()
            live(self.script(arc, cast_key), arc)
            return self._cut(marker)

    def _cut(self, marker) -> Mould:
        copies = FamilyCopy.objects.filter(id__gte=marker).exclude(digest="").order_by("id")
        people = [
            (
                one.id,
                one.reference,
                self._key(one.given_names),
                self._key(one.family_name),
                one.born_on,
                one.addresses.exists(),
            )
            for one in Person.objects.filter(id__gte=marker).order_by("id")
        ]
        cutter = Cutter(self.tokens, self.fixed, since=marker)
        return cutter.cut(self.written.since(marker), copies.values_list("digest", "content"), people)

    def _key(self, token: str) -> str:
        return self.tokens.key(token) if token else ""


def cast_moulds(
    wanted: Iterable[tuple[Arc, str]], *, today: date, at: datetime, say: Callable[[str], None], processes: int = 1
) -> dict[tuple[str, str], Mould]:
    """A mould for each arc and cast wanted. Nothing that was written while casting stays.

    With more than one process, what they stand on must have been committed before.
    """
    pairs = [(arc.key, cast) for arc, cast in wanted]
    say(f"Living {len(pairs)} stories once, by the product’s own actions")
    if processes < 2:
        return _cast_some(pairs, today=today, at=at)
    pairs.sort(key=lambda pair: -ARCS[pair[0]].days)
    connection.close()
    connection.close_pool()  # a forked child must not share its parent's connections
    found = {}
    with get_context("fork").Pool(processes) as pool:
        shares = [(pairs[place::processes], today, at, place) for place in range(processes)]
        for share in pool.imap_unordered(_cast_share, shares):
            found |= share
    return found


def _cast_share(share: tuple) -> dict[tuple[str, str], Mould]:
    pairs, today, at, place = share
    try:
        return _cast_some(pairs, today=today, at=at, place=place)
    finally:
        connection.close()


def _cast_some(pairs: list[tuple[str, str]], *, today: date, at: datetime, place: int = 0) -> dict:
    found = {}
    with transaction.atomic(), undone():
        workshop = Workshop(County(), today=today, at=at, place=place)
        for arc, cast in pairs:
            found[arc, cast] = workshop.cast(ARCS[arc], cast)
    return found
