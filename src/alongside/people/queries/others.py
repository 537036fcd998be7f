"""Other records that may be of somebody who is on record already."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from alongside.foundation.identity.models import User

from .. import access, gateways, rules
from ..models import Person
from ..rules.likeness import Kind, Likeness
from .evidence import known_of_people, weigh_others
from .found import Found, told_of_each
from .likely import PERSON, likely_by_model
from .links import PEOPLE, standing_links
from .ones import records_of_person

MOST = 5


def others_like(*, viewer: User, person: Person, today: date) -> list[Found]:
    """Records that may be this person as well, by everything that is known of them, the likeliest first.

    None is among them of which it was said that it is somebody else.
    """
    if not access.may_link_people(viewer, person):
        return []
    mine = set(records_of_person(person.id).values_list("also_id", flat=True))
    known = known_of_people([person.id])[person.id].fields
    possible = gateways.thresholds().possible
    near = [
        one.person_id
        for one in likely_by_model(known, most=MOST + len(mine))
        if one.kind == PERSON and one.probability >= possible and one.person_id not in mine
    ]
    near = [one for one in near if one not in _said_not(mine, near)][:MOST]
    weighed = weigh_others(person, near)
    likely = [
        (one, Likeness(round(weighed[one].weight), Kind.PERSON, rules.because_of(weighed[one]), False, weighed[one]))
        for one in near
    ]
    return told_of_each([likely], viewer=viewer, today=today)[0]


def _said_not(mine: set[UUID], others: Iterable[UUID]) -> set[UUID]:
    apart = [one for one in standing_links(PEOPLE, [*mine, *others]) if one.decision == rules.LinkDecision.NOT_THE_SAME]
    return {one for link in apart if mine & {link.low_id, link.high_id} for one in (link.low_id, link.high_id)}
