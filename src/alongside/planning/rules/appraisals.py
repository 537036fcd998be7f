"""An options appraisal: its parts, when it is ready, and what comes of it as plain data that can be kept."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from alongside.planning.rules.criteria import (
    FULL,
    LESS_IS_BETTER,
    MEASURED,
    Figure,
    beaten,
    figures_of,
    scale,
    sways,
    total,
)
from alongside.planning.rules.journeys import Journey
from alongside.planning.rules.scenarios import Wishes
from alongside.planning.rules.weightings import (
    DRAWS,
    HIGH_PERCENT,
    LOW_PERCENT,
    SEED,
    Standing,
    all_weightings,
    least_change,
    near_weightings,
    standing,
)
from alongside.planning.rules.years import AppraisalPolicy, MoneyKind, MoneyLine, present_value, years_of

TODAY = "today"
TODAY_NAME = "Today’s model as it is"
NEAR = 20
"""Minutes within which a child is near, where the group agrees nothing else. Source: local default."""


class AppraisalStatus(StrEnum):
    """Where an appraisal stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


STATUS_WORDS = {
    AppraisalStatus.DRAFT: "Being made",
    AppraisalStatus.PUBLISHED: "Published",
    AppraisalStatus.WITHDRAWN: "Withdrawn",
}
MOVES: dict[AppraisalStatus, frozenset[AppraisalStatus]] = {
    AppraisalStatus.DRAFT: frozenset({AppraisalStatus.PUBLISHED}),
    AppraisalStatus.PUBLISHED: frozenset({AppraisalStatus.WITHDRAWN}),
    AppraisalStatus.WITHDRAWN: frozenset(),
}

GROUPS = {
    "age": "Age",
    "disability": "Disability",
    "gender_reassignment": "Gender reassignment",
    "marriage": "Marriage and civil partnership",
    "pregnancy": "Pregnancy and maternity",
    "race": "Race",
    "religion": "Religion or belief",
    "sex": "Sex",
    "orientation": "Sexual orientation",
    "rural": "People in rural areas",
    "deprived": "People on low incomes",
    "carers": "Carers, young carers among them",
}
PROTECTED = tuple(GROUPS)[:9]
EFFECTS = {"better": "Better off", "worse": "Worse off", "same": "No difference", "unknown": "Not known yet"}
STEPS_OF_RISK = 5


@dataclass(frozen=True, slots=True)
class Option:
    """One option as it was worked out: its scenario, its result number, its answer and what was wished."""

    key: str
    name: str
    digest: str
    answer: Mapping[str, Any]
    wishes: Wishes


def present_model_improved(like: Wishes, *, sites: int, cost: int, policy: AppraisalPolicy) -> Wishes:
    """The present model, improved, is what today's number of sites could do for today's money with a few changes,
    asked in the same way as the option it stands beside.

    Source: local default, after the councillors' question what the present model could do.
    """
    changes = policy.changes_of_the_present_model
    asked = ("kinds", "weigh", "only_costed", "index", "index_version", "index_name")
    same = {name: getattr(like, name) for name in asked}
    if not like.only_costed:
        return Wishes(**same, exactly=sites, at_most_changes=changes)
    return Wishes(**same, exactly=sites, budget=cost, at_most_changes=changes)


def is_present_model_improved(wishes: Wishes, *, sites: int, policy: AppraisalPolicy) -> bool:
    """A plan with today's number of sites and no more than a few changes is the present model, improved.

    Source: local default.
    """
    few = wishes.at_most_changes is not None and wishes.at_most_changes <= policy.changes_of_the_present_model
    return few and wishes.exactly == sites


def not_alike(options: Sequence[Option]) -> str:
    """Why options cannot stand side by side, or nothing: they must count the same children in the same areas, on
    today's model as it stood on one day.

    Source: local default.
    """
    seen: dict[tuple, str] = {}
    for one in options:
        journeys = one.answer["journeys"]
        ground = tuple((each["code"], each["children"], each["before_site"]) for each in journeys)
        seen.setdefault(ground, one.name)
    if len(seen) < 2:
        return ""
    first, other = list(seen.values())[:2]
    return f"{first} and {other} count different children, or begin from different sites: ask one of them again"


def empty_asked() -> dict[str, Any]:
    """An appraisal about which nothing has been agreed yet."""
    return {
        "near": NEAR, "points": {}, "judged": [], "scores": {}, "agreed": "", "starts": 1,
        "money": [], "risks": [], "effects": [],
    }  # fmt: skip


def is_line_of(asked: Mapping[str, Any], line: str) -> bool:
    """Whether a line of money, risk or effect is among those of an appraisal."""
    return any(one["id"] == line for kind in ("money", "risks", "effects") for one in asked[kind])


def unanswered_groups(asked: Mapping[str, Any]) -> list[str]:
    """Every protected characteristic must have been thought of before options are put to people.

    Source: Equality Act 2010, sections 4 and 149.
    """
    said = {one["group"] for one in asked["effects"]}
    return [GROUPS[key] for key in PROTECTED if key not in said]


def lacks(asked: Mapping[str, Any], result: Mapping[str, Any], *, formula: str = "") -> list[str]:
    """What an appraisal still needs before it is published: options that can stand side by side, the present model
    improved among them, criteria with points that people agreed, every score, risks, every protected group, and that
    the formula of money which it names is published.

    Source: HM Treasury, The Green Book (2022), chapter 4; Equality Act 2010, section 149.
    """
    found = [*result["waiting"], *([result["not_alike"]] if result["not_alike"] else [])]
    if len(result["options"]) < 3:
        found.append("Two options at least, beside today’s model")
    if not any(one["is_improved"] for one in result["options"]):
        found.append("The present model, improved, among the options")
    if not result["criteria"]:
        found.append("Criteria with points")
    elif not asked["agreed"]:
        found.append("Who agreed the points, and when")
    found += [f"A score of {one}" for one in result["unscored"]]
    if not asked["risks"]:
        found.append("At least one risk")
    if missing := unanswered_groups(asked):
        found.append(f"What it means for: {', '.join(missing).lower()}")
    return [*found, formula] if formula else found


def digest_of(result: Mapping[str, Any]) -> str:
    """The number of a result: the same result always has the same one, and no other has it.

    Source: FIPS 180-4 (SHA-256) over the data with sorted names.
    """
    text = json.dumps(result, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


PARTS = {"criteria": ("near", "starts", "agreed", "points", "judged"), "scores": ("scores", "judged")}


def number_of_part(asked: Mapping[str, Any], part: str) -> str:
    """The number of the criteria or the scores as they stand, by which a page that was opened before knows that
    somebody has kept others since.

    Source: local default: of two people at one form the second sees what the first kept, and neither loses anything.
    """
    return digest_of({name: asked[name] for name in PARTS[part]})


def points_told(asked: Mapping[str, Any]) -> str:
    """The points that stand, each with its criterion.

    Source: local default.
    """
    names = {one.key: one.name for one in MEASURED} | {one["key"]: one["name"] for one in asked["judged"]}
    return "; ".join(f"{names[key]}: {own}" for key, own in asked["points"].items())


def worked_out(
    asked: Mapping[str, Any], options: Sequence[Option], *, waiting: Sequence[str], policy: AppraisalPolicy
) -> dict[str, Any]:
    """Everything that follows from the options and what was agreed, as plain data."""
    problem = not_alike(options)
    rows = [] if problem or not options else _options(asked, options, policy)
    points = {key: int(own) for key, own in asked["points"].items() if own}
    names = {one.key: one.name for one in MEASURED} | {one["key"]: one["name"] for one in asked["judged"]}
    scores, unscored = _scores(points, rows, asked, names)
    whole = bool(rows and points and not unscored)
    leader, found = sways(points, scores) if whole else ("", [])
    for row in rows:
        own = scores.get(row["key"], {})
        row["scores"] = {key: _said(value) for key, value in own.items()}
        row["total"] = _said(total(points, own)) if whole else None
    all_points = sum(points.values())
    return {
        "near": asked["near"],
        "starts": asked["starts"],
        "policy": asdict(policy),
        "waiting": [f"{name} has not been worked out yet" for name in waiting],
        "not_alike": problem,
        "options": rows,
        "criteria": [
            {"key": key, "name": names[key], "points": own, "share": _said(Fraction(FULL * own, all_points))}
            for key, own in points.items()
        ],
        "unscored": unscored,
        "leader": leader,
        "sways": [
            {"key": one.key, "name": names[one.key], "share": _said(one.share * FULL), "low": _said(one.low * FULL),
             "high": _said(one.high * FULL), "below": one.below, "above": one.above}
            for one in found
        ],
        "weightings": _weightings(points, scores, leader, names) if whole else {},
        "beaten": _beaten(rows),
    }  # fmt: skip


def _weightings(points: Mapping[str, int], scores, leader: str, names: Mapping[str, str]) -> dict[str, Any]:
    least = [least_change(points, scores, leader=leader, option=option) for option in scores if option != leader]
    agreed = {key: Fraction(own, sum(points.values())) for key, own in points.items()}
    return {
        "draws": DRAWS, "seed": SEED, "low": LOW_PERCENT, "high": HIGH_PERCENT,
        "all": _standing(standing(all_weightings(len(points)), points, scores)),
        "near": _standing(standing(near_weightings(list(points.values())), points, scores)),
        "least": [
            {"option": one.option, "moved": None if one.moved is None else _said(one.moved * FULL),
             "moves": [
                 {"key": key, "name": names[key], "from": _said(agreed[key] * FULL), "to": _said(own * FULL)}
                 for key, own in one.after.items() if own != agreed[key]
             ]}
            for one in least
        ],
    }  # fmt: skip


def _standing(found: Standing) -> dict[str, Any]:
    first = {option: _said(share * FULL) for option, share in found.first.items()}
    return {"first": first, "same_order": _said(found.same_order * FULL)}


def _said(value: Fraction) -> str:
    """To one decimal, exactly rounded, as text: no float is kept."""
    tenths = round(value * 10)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10}.{abs(tenths) % 10}"


def _as_today(journey: Mapping[str, Any]) -> dict[str, Any]:
    return {f"after{part}": journey.get(f"before{part}") for part in ("", "_site", "_km")}


def _options(asked: Mapping[str, Any], options: Sequence[Option], policy: AppraisalPolicy) -> list[dict[str, Any]]:
    first = options[0].answer
    today_sites = [one for one in first["sites"] if one["is_today"]]
    today_cost = cost_of(today_sites)
    stay = [Journey(**one | _as_today(one)) for one in first["journeys"]]
    rows = [_row(TODAY, TODAY_NAME, "", stay, today_cost, asked) | {"sites": len(today_sites), "is_improved": False}]
    for one in options:
        opened = [each for each in one.answer["sites"] if each["slug"] in set(one.answer["open"])]
        journeys = [Journey(**each) for each in one.answer["journeys"]]
        improved = is_present_model_improved(one.wishes, sites=len(today_sites), policy=policy)
        row = _row(one.key, one.name, one.digest, journeys, cost_of(opened), asked)
        rows.append(row | {"sites": len(opened), "is_improved": improved})
    lines = [MoneyLine(**{k: v for k, v in one.items() if k != "id"}) for one in asked["money"]]
    for row in rows:
        row["years"] = _years(row, rows[0], lines, asked, policy)
    return rows


def cost_of(sites: Sequence[Mapping[str, Any]]) -> int | None:
    """What sites cost together in a year, in pence; not known as soon as one of them is not.

    Source: local default.
    """
    costs = [one["cost"] for one in sites]
    return None if any(one is None for one in costs) else sum(costs)


def _row(key: str, name: str, digest: str, journeys, cost: int | None, asked) -> dict[str, Any]:
    figures = figures_of(journeys, cost=cost, near=asked["near"])
    kept = {key: None if value is None else round(value, 6) for key, value in figures.items()}
    return {"key": key, "name": name, "digest": digest, "figures": kept}


def _years(row, today, lines: list[MoneyLine], asked, policy: AppraisalPolicy) -> dict[str, Any] | None:
    now, then = today["figures"][Figure.COST], row["figures"][Figure.COST]
    if now is None or then is None:
        return None
    own = [replaced for one in lines if one.option == row["key"] for replaced in (_with_kind(one),)]
    years = years_of(own, today=now, plan=then, starts=asked["starts"], policy=policy)
    still = years_of((), today=now, plan=now, starts=asked["starts"], policy=policy)
    value = present_value([one.net for one in years], per_mille=policy.discount_per_mille)
    base = present_value([one.net for one in still], per_mille=policy.discount_per_mille)
    benefit = present_value([one.benefit for one in years], per_mille=policy.discount_per_mille)
    return {
        "years": [asdict(one) | {"net": one.net} for one in years],
        "present_cost": value, "saving": base - value, "benefit": benefit, "public_value": base - value + benefit,
    }  # fmt: skip


def _with_kind(line: MoneyLine) -> MoneyLine:
    return MoneyLine(line.option, MoneyKind(line.kind), line.what, line.pence, line.from_year, line.source)


def _scores(points, rows, asked, names) -> tuple[dict[str, dict[str, Fraction]], list[str]]:
    scores: dict[str, dict[str, Fraction]] = {row["key"]: {} for row in rows}
    unscored = []
    for key in points:
        if key in LESS_IS_BETTER:
            values = {row["key"]: row["figures"][key] for row in rows}
        else:
            given = asked["scores"].get(key, {})
            values = {row["key"]: given.get(row["key"], {}).get("score") for row in rows}
        missing = [row["name"] for row in rows if values[row["key"]] is None]
        unscored += [f"{names[key]} for {name}" for name in missing]
        if missing or not rows:
            continue
        own = scale(values, less_is_better=LESS_IS_BETTER[key]) if key in LESS_IS_BETTER else {
            option: Fraction(value) for option, value in values.items()
        }  # fmt: skip
        for option, value in own.items():
            scores[option][key] = value
    return scores, unscored


def _beaten(rows) -> dict[str, str]:
    known = {
        row["key"]: (Fraction(row["figures"][Figure.COST]), Fraction(str(row["figures"][Figure.MEAN])))
        for row in rows
        if row["figures"][Figure.COST] is not None and row["figures"][Figure.MEAN] is not None
    }
    return beaten(known)
