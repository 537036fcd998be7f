"""Who people may be already of whom a form tells so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.foundation.identity.models import User

from .. import rules
from .found import Found
from .search import Sought, likely_people_of_each


@dataclass(frozen=True)
class LookedFor:
    """Somebody of whom a form tells so far: what is said of them, and who they may be already or of whose family."""

    says: str
    found: tuple[Found, ...] = ()


def look_while_typed(*, viewer: User, sought: Sequence[Sought], today: date) -> list[LookedFor]:
    """Who each of several people may be while they are typed; of whom too little is told yet, nobody is looked for."""
    enough = [one for one in sought if one.is_enough_so_far]
    likely = likely_people_of_each(viewer=viewer, sought=enough, today=today) if enough else []
    found = dict(zip(map(id, enough), likely, strict=True))
    return [_looked_for(one, [who for who in found.get(id(one), []) if who.is_likely]) for one in sought]


def _looked_for(sought: Sought, found: list[Found]) -> LookedFor:
    people = sum(who.is_this_person for who in found)
    name = f"{sought.given_names} {sought.family_name}".strip()
    says = rules.said_so_far(name=name, is_enough=sought.is_enough_so_far, people=people, kin=len(found) - people)
    return LookedFor(says, tuple(found))
