"""The monthly reports on matching, and what has moved in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from alongside.foundation.identity.models import User
from alongside.foundation.policy.queries import policy_on

from .. import access, gateways, rules
from ..models import DriftReport

MOST_MONTHS = 36
"""So many of the latest reports are listed."""
MOST_DRAWN = 12


class DriftReportNotFound(LookupError):
    """There is no report of that month, or the viewer may not see it."""


@dataclass(frozen=True)
class Moved:
    """How a share stood, how it stands, and what is said of it; `words` say of what it is the share."""

    name: str
    says: str
    words: str
    before: float | None
    now: float | None
    counted: int
    index: float | None
    drift: rules.Drift

    @property
    def is_off(self) -> bool:
        """Whether it is worth a look."""
        return self.drift in (rules.Drift.LOOK, rules.Drift.LARGE)


@dataclass(frozen=True)
class DriftFound:
    """One report, read against what the model was made on and against the first report under the same model."""

    report: DriftReport
    first: DriftReport | None
    reports: list[DriftReport]
    policy: rules.DriftPolicy
    fields: list[Moved]
    fields_since: list[Moved]
    same: list[Moved]
    raised: list[Moved]
    chances: Moved | None
    rows: Moved | None
    agreement: Moved
    agreed: rules.Share

    @property
    def off_the_model(self) -> list[Moved]:
        """What is worth a look against what the model was made on and foretells."""
        return [one for one in (*self.fields, *self.same, self.agreement) if one.is_off]

    @property
    def off_since(self) -> list[Moved]:
        """What is worth a look against the first report under the same model."""
        every = (*self.fields_since, *self.raised, self.chances, self.rows)
        return [one for one in every if one and one.is_off]


def drift_found(*, viewer: User, today: date, month: date | None = None) -> DriftFound | None:
    """The report of a month, by default the latest; none where no report is written yet."""
    if not viewer.may(access.STEWARD):
        raise DriftReportNotFound(month)
    reports = list(DriftReport.objects.order_by("-month_from")[:MOST_MONTHS])
    chosen = next((one for one in reports if month in (None, one.month_from)), None)
    if chosen is None and month is not None:
        chosen = DriftReport.objects.filter(month_from=month).first()
        if chosen is None:
            raise DriftReportNotFound(month)
    return _found(chosen, reports, policy_on(rules.DriftPolicy, today)) if chosen else None


def moved_in(report: DriftReport, *, today: date) -> int:
    """Of how many things a report says that they are worth a look."""
    found = _found(report, [], policy_on(rules.DriftPolicy, today))
    return len({one.words for one in (*found.off_the_model, *found.off_since)})


def _found(report: DriftReport, reports: list[DriftReport], policy: rules.DriftPolicy) -> DriftFound:
    first = (
        DriftReport.objects.filter(model_version=report.model_version, month_from__lt=report.month_from)
        .order_by("month_from")
        .first()
    )
    counts, before = report.counts, first.counts if first else None
    agreed = rules.share_of(counts["weighed"]["as_model"], counts["weighed"]["pairs"])
    return DriftFound(
        report=report,
        first=first,
        reports=reports,
        policy=policy,
        fields=_fields_when_made(counts, policy),
        fields_since=_fields_since(counts, before, policy) if before else [],
        same=_levels_of_one_person(counts, policy),
        raised=_levels_raised(counts, before, policy) if before else [],
        chances=_of_classes("chances", counts["chances"], before and before["chances"], TENTHS, policy),
        rows=_of_classes("rows", _rows(counts), before and _rows(before), tuple(ROWS.values()), policy),
        agreement=_agreement(counts["weighed"], agreed, policy),
        agreed=agreed,
    )


TENTHS = (
    "A chance under 10 in 100",
    *(f"A chance of {n}0 to {n}9 in 100" for n in range(1, 9)),
    "A chance of 90 in 100 or more",
)
ROWS = {
    "found": "Rows of lists taken as found",
    "asked": "Rows of lists that may be somebody",
    "unmatched": "Rows of lists of nobody on record",
}
_SAYS = {"chances": "The chance that the model gives", "rows": "Rows of agencies’ lists"}


def _moved(
    name: str,
    says: str,
    words: Sequence[str],
    before: Sequence[float],
    now: Sequence[int],
    policy: rules.DriftPolicy,
    *,
    counted_before: float = inf,
    told: int | None = None,
) -> Moved:
    """What is said of one movement, told by the class whose share has moved furthest, or by one of them."""
    counted, whole = sum(now), sum(before)
    if not counted or not whole:
        return Moved(name, says, "", None, None, counted, None, rules.Drift.FEW)
    found = gateways.movement(before, now, counted_before=counted_before)
    shares = [(was / whole, is_now / counted) for was, is_now in zip(before, now, strict=True)]
    furthest = max(range(len(shares)), key=lambda place: abs(shares[place][1] - shares[place][0]))
    most = furthest if told is None else told
    drift = rules.drift_of(counted=counted, index=found.index, by_chance=found.by_chance, policy=policy)
    return Moved(name, says, words[most], *shares[most], counted, found.index, drift)


def _fields_when_made(counts: dict, policy: rules.DriftPolicy) -> list[Moved]:
    people, made = counts["people"], counts["held_against"]
    found = []
    for one in made["fields"]:
        name = one["name"]
        missing = counts["missing"][name]
        if one["missing"] is None:
            found.append(
                Moved(name, one["says"], _missing_words(one)[0], None, missing / people, people, None, rules.Drift.FEW)
            )
            continue
        before = (one["missing"] * made["people"], (1 - one["missing"]) * made["people"])
        now = (missing, people - missing)
        found.append(
            _moved(name, one["says"], _missing_words(one), before, now, policy, counted_before=made["people"], told=0)
        )
    return found


def _missing_words(field: dict) -> tuple[str, str]:
    return f"{field['says']} missing", f"{field['says']} known"


def _fields_since(counts: dict, before: dict, policy: rules.DriftPolicy) -> list[Moved]:
    found = []
    for one in counts["held_against"]["fields"]:
        name = one["name"]
        was, is_now = ((each["missing"].get(name, 0), each["people"]) for each in (before, counts))
        shares = [(missing, people - missing) for missing, people in (was, is_now)]
        found.append(
            _moved(name, one["says"], _missing_words(one), *shares, policy, counted_before=before["people"], told=0)
        )
    return found


def _levels_of_one_person(counts: dict, policy: rules.DriftPolicy) -> list[Moved]:
    """Pairs that people found to be one person, where both sides are known, against the model's own shares."""
    return [
        _moved(one["name"], one["says"], one["levels"], one["of_one_person"], now, policy)
        for one in counts["held_against"]["comparisons"]
        if sum(now := counts["levels"]["same"][one["name"]][1:])
    ]


def _levels_raised(counts: dict, before: dict, policy: rules.DriftPolicy) -> list[Moved]:
    """Pairs that were put before people, with those of which one side is not known, against the first report."""
    found = []
    for one in counts["held_against"]["comparisons"]:
        name = one["name"]
        was, is_now = before["levels"]["raised"].get(name, []), counts["levels"]["raised"][name]
        if len(was) == len(is_now) and sum(is_now[1:]):
            words = (f"{one['says']} not known of one of them", *one["levels"])
            found.append(_moved(name, one["says"], words, was, is_now, policy, counted_before=max(sum(was), 1)))
    return found


def _rows(counts: dict) -> list[int]:
    return [counts["rows"][state] for state in ROWS]


def _of_classes(name: str, now: list[int], before: list[int] | None, words: tuple, policy) -> Moved | None:
    if not before:
        return None
    return _moved(name, _SAYS[name], words, before, now, policy, counted_before=max(sum(before), 1))


def _agreement(weighed: dict, agreed: rules.Share, policy: rules.DriftPolicy) -> Moved:
    says, words = "Reviewers and the model", "Reviewers and the model of one mind"
    if not agreed.whole:
        return Moved("agreement", says, words, None, None, 0, None, rules.Drift.FEW)
    expected = weighed["expected"] / agreed.whole
    drift = rules.drift_of_agreement(
        counted=agreed.whole, low=agreed.low, high=agreed.high, expected=expected, policy=policy
    )
    return Moved("agreement", says, words, expected, agreed.part / agreed.whole, agreed.whole, None, drift)
