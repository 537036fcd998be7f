"""What grants did for families: by locality and outcome; and the list of awards for anybody.

A number of families too small to show is left out of every sum too, so that it cannot be worked out from them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from alongside.commissioning.queries.money import held_for
from alongside.values.money import Pence
from alongside.values.small_numbers import shown

from .. import rules
from ..models import Award, Return, Round


@dataclass(frozen=True)
class Came:
    """What came of the grants of one locality, or of one outcome."""

    name: str
    grants: int
    awarded: int
    paid: int
    families: int | None
    a_family: int | None


@dataclass(frozen=True)
class Said:
    """What one organisation said it did, in its own words."""

    award: Award
    families: int | None
    children: int | None
    sessions: int
    spent: int
    what_changed: str
    families_say: str
    less_well: str
    is_final: bool


@dataclass(frozen=True)
class Results:
    """What a round, or all rounds, did for families."""

    grants: int
    awarded: int
    paid: int
    families: int
    too_few: int
    hoped: int
    waiting: int
    by_locality: list[Came]
    by_outcome: list[Came]
    said: list[Said]


def results_of(*, round: Round | None, policy: rules.GrantsPolicy) -> Results:
    """What the grants of a round did, as their latest returns that were read say; of all rounds where none is named."""
    awards = Award.objects.select_related("bid__locality", "bid__outcome", "bid__round")
    awards = awards.filter(bid__round=round) if round is not None else awards
    awards = list(awards.order_by("bid__organisation", "id"))
    latest = _latest_read([one.id for one in awards])
    held = held_for(threads=[one.id for one in awards])
    paid = {one.id: held[one.id].spent if one.id in held else 0 for one in awards}
    smallest = policy.smallest_count
    told = {one.id: shown(latest[one.id].families, smallest=smallest) for one in awards if one.id in latest}
    families = {one: number for one, number in told.items() if number is not None}

    def by(key: Callable[[Award], str]) -> list[Came]:
        return _grouped(awards, key, paid, families)

    return Results(
        grants=len(awards),
        awarded=sum(one.amount for one in awards),
        paid=sum(paid.values()),
        families=sum(families.values()),
        too_few=len(told) - len(families),
        hoped=sum(one.bid.families for one in awards),
        waiting=sum(one.id not in latest for one in awards),
        by_locality=by(lambda one: one.bid.locality.name),
        by_outcome=by(lambda one: one.bid.outcome.title),
        said=[_said(one, latest[one.id], policy) for one in awards if one.id in latest],
    )


def _latest_read(awards: list[UUID]) -> dict[UUID, Return]:
    rows = Return.objects.filter(award__in=awards, status=rules.ReturnStatus.READ).order_by("due_on", "id")
    return {one.award_id: one for one in rows}


def _grouped(awards: list[Award], key, paid: dict, families: dict) -> list[Came]:
    groups: dict[str, list[Award]] = defaultdict(list)
    for one in awards:
        groups[key(one)].append(one)
    made = []
    for name, found in sorted(groups.items()):
        counted = [one.id for one in found if one.id in families]
        number = sum(families[one] for one in counted)
        made.append(
            Came(
                name=name,
                grants=len(found),
                awarded=sum(one.amount for one in found),
                paid=sum(paid[one.id] for one in found),
                families=number if counted else None,
                a_family=rules.a_family(spent=Pence(sum(paid[one] for one in counted)), families=number),
            )
        )
    return made


def _said(award: Award, told: Return, policy: rules.GrantsPolicy) -> Said:
    families = shown(told.families, smallest=policy.smallest_count)
    return Said(
        award=award,
        families=families,
        children=None if families is None else shown(told.children, smallest=policy.smallest_count),
        sessions=told.sessions,
        spent=told.spent,
        what_changed=told.what_changed,
        families_say=told.families_say,
        less_well=told.less_well,
        is_final=told.kind == rules.ReturnKind.FINAL,
    )


def list_awards(*, round: Round | None = None) -> list[Award]:
    """Every award, for the list that anybody may have, the latest round first."""
    awards = Award.objects.select_related("bid__round__fund__holder", "bid__locality")
    awards = awards.filter(bid__round=round) if round is not None else awards
    return list(awards.order_by("-awarded_on", "bid__reference"))
