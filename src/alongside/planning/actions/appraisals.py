"""Appraising options: choosing them, agreeing points, scoring, writing money, risks and effects down, publishing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.references.rules import new_id, new_reference
from alongside.planning.access import may_plan
from alongside.planning.actions.refusals import ChangedMeanwhile, PlanRefused
from alongside.planning.actions.scenarios import make_scenario
from alongside.planning.models import Appraisal, Formula, Option, PublishedFormula, Scenario
from alongside.planning.rules.appraisals import (
    MOVES,
    AppraisalStatus,
    digest_of,
    empty_asked,
    is_present_model_improved,
    lacks,
    number_of_part,
    points_told,
    present_model_improved,
)
from alongside.planning.rules.formulas import annex_problem
from alongside.planning.rules.scenarios import ScenarioStatus, Wishes
from alongside.planning.rules.years import AppraisalPolicy

IMPROVED = "The present model, improved"
IMPROVED_WHY = "Made with the appraisal: what today’s number of sites could do for today’s money with a few changes."
LINES = ("money", "risks", "effects")
MOST_LINES = 200


@transaction.atomic
def make_appraisal(
    *, name: str, why: str, scenarios: Sequence[Scenario], policy: AppraisalPolicy, by, at: datetime, id=None
) -> tuple[Appraisal, Scenario | None]:
    """Put scenarios side by side; the present model, improved, is asked for when it is not among them.

    Gives the appraisal, and the scenario that now has to be worked out.
    """
    if not may_plan(by):
        raise PlanRefused("Only a planner can appraise options")
    if id is not None and (standing := Appraisal.objects.filter(id=id).first()):
        return standing, None
    if not scenarios:
        raise PlanRefused("Choose at least one scenario that was worked out")
    if any(one.status != ScenarioStatus.FOUND for one in scenarios):
        raise PlanRefused("Only scenarios that were worked out can be options")
    more = {"id": id} if id else {}
    appraisal = Appraisal.objects.create(
        reference=new_reference("OA"), name=name.strip(), why=why.strip(), asked=empty_asked(),
        status=AppraisalStatus.DRAFT, made_by=by, made_at=at, **more,
    )  # fmt: skip
    asked_now = _improved_of(scenarios, policy=policy, by=by, at=at)
    together = [*([asked_now] if asked_now else []), *scenarios]
    Option.objects.bulk_create(
        Option(appraisal=appraisal, scenario=one, place=place) for place, one in enumerate(together, start=1)
    )
    record("planning.appraisal_made", subject=appraisal, by=by, at=at, reference=appraisal.reference)
    return appraisal, asked_now


def _improved_of(scenarios: Sequence[Scenario], *, policy: AppraisalPolicy, by, at: datetime) -> Scenario | None:
    today = [one for one in scenarios[0].answer["sites"] if one["is_today"]]
    wishes = [Wishes.from_data(one.wishes) for one in scenarios]
    if any(is_present_model_improved(one, sites=len(today), policy=policy) for one in wishes):
        return None
    cost = sum(one["cost"] or 0 for one in today)
    asked = present_model_improved(wishes[0], sites=len(today), cost=cost, policy=policy)
    return make_scenario(name=IMPROVED, why=IMPROVED_WHY, wishes=asked, by=by, at=at)


def _draft(appraisal: Appraisal, by) -> Appraisal:
    if not may_plan(by):
        raise PlanRefused("Only a planner can change an appraisal")
    standing = Appraisal.objects.select_for_update().get(id=appraisal.id)
    if standing.status != AppraisalStatus.DRAFT:
        raise PlanRefused("It is published, and does not change any more")
    return standing


def _keep(standing: Appraisal, asked: Mapping[str, Any], what: str, by, at: datetime) -> Appraisal:
    standing.asked = dict(asked)
    standing.save(update_fields=["asked"])
    record(f"planning.appraisal_{what}", subject=standing, by=by, at=at, reference=standing.reference)
    return standing


def _refuse_if_changed(standing: Appraisal, asked: Mapping[str, Any], part: str, seen: str, told: str) -> None:
    """A page that was opened before somebody kept something else is refused once; the same sent twice is not."""
    stands = number_of_part(standing.asked, part)
    if seen not in ("", stands) and number_of_part(asked, part) != stands:
        raise ChangedMeanwhile(
            f"Somebody kept other {part} since you opened this page. {told}. What you typed is still here and has not "
            "been kept: keep it again to put it in their place",
            stands=stands,
        )


@transaction.atomic
def agree_criteria(
    *, appraisal: Appraisal, points: Mapping[str, int], judged: Sequence[Mapping[str, str]], near: int, starts: int,
    agreed: str, by, at: datetime, seen: str = "",
) -> Appraisal:  # fmt: skip
    """Write down which criteria count, how much, and who agreed it; `seen` is the number of those on the page."""
    standing = _draft(appraisal, by)
    if not any(points.values()):
        raise PlanRefused("Give points to at least one criterion")
    keys = {one["key"] for one in judged}
    kept = {key: own for key, own in standing.asked["scores"].items() if key in keys}
    told = {"points": dict(points), "judged": [dict(one) for one in judged], "near": near, "starts": starts}
    asked = standing.asked | told | {"agreed": agreed.strip(), "scores": kept}
    _refuse_if_changed(standing, asked, "criteria", seen, f"The points now: {points_told(standing.asked) or 'none'}")
    return _keep(standing, asked, "criteria_agreed", by, at)


@transaction.atomic
def score_options(
    *, appraisal: Appraisal, scores: Mapping[str, Mapping[str, Any]], by, at: datetime, seen: str = ""
) -> Appraisal:
    """Write down what the group judged: for each criterion and option a score from 0 to 100, and why; `seen` is the
    number of those on the page."""
    standing = _draft(appraisal, by)
    known = {one["key"] for one in standing.asked["judged"]}
    if stray := set(scores) - known:
        raise PlanRefused(f"{min(stray)} is not a criterion any more. Open the page again")
    asked = standing.asked | {"scores": {k: dict(v) for k, v in scores.items()}}
    _refuse_if_changed(standing, asked, "scores", seen, "They stand on the appraisal’s page")
    return _keep(standing, asked, "scored", by, at)


@transaction.atomic
def add_line(*, appraisal: Appraisal, kind: str, line: Mapping[str, Any], by, at: datetime, id=None) -> Appraisal:
    """Add a sum of money, a risk or an effect on people. The id that a form brings makes a double click add one."""
    standing = _draft(appraisal, by)
    own = {"id": str(id or new_id()), **line}
    lines = standing.asked[kind]
    if any(one["id"] == own["id"] for one in lines):
        return standing
    if len(lines) >= MOST_LINES:
        raise PlanRefused(f"There are {MOST_LINES} lines already: put some together")
    return _keep(standing, standing.asked | {kind: [*lines, own]}, f"{kind}_added", by, at)


@transaction.atomic
def take_line_away(*, appraisal: Appraisal, line: str, by, at: datetime) -> Appraisal:
    """Take a sum, a risk or an effect away again."""
    standing = _draft(appraisal, by)
    left = {kind: [one for one in standing.asked[kind] if one["id"] != line] for kind in LINES}
    return _keep(standing, standing.asked | left, "line_taken_away", by, at)


@transaction.atomic
def name_formula(*, appraisal: Appraisal, formula: Formula | None, by, at: datetime) -> Appraisal:
    """Name the version of a formula of money that stands in its paper, or none."""
    standing = _draft(appraisal, by)
    said = {key: getattr(formula, key) for key in ("slug", "version", "name")} if formula else None
    if standing.asked.get("formula") == said:
        return standing
    return _keep(standing, standing.asked | {"formula": said}, "formula_named", by, at)


def _formula_of(asked: Mapping[str, Any]) -> tuple[dict[str, Any], str]:
    """The published formula that is named, as it is told, and why it can not stand in a published paper."""
    said = asked.get("formula")
    found = PublishedFormula.objects.select_for_update(of=("self",))
    one = found.filter(formula__slug=said["slug"], formula__version=said["version"]).first() if said else None
    is_withdrawn = one is not None and one.withdrawn_at is not None
    return (one.told if one else {}), annex_problem(asked, is_published=one is not None, is_withdrawn=is_withdrawn)


@transaction.atomic
def publish_appraisal(
    *, appraisal: Appraisal, result: Mapping[str, Any], why: str, by, at: datetime,
    centres: Mapping[str, Any] | None = None,
) -> Appraisal:  # fmt: skip
    """Freeze an appraisal with its number, the figures of single centres and the formula it names, and put it before
    councillors and the public."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can publish an appraisal")
    standing = Appraisal.objects.select_for_update().get(id=appraisal.id)
    if standing.status != AppraisalStatus.DRAFT:
        return standing
    if standing.asked != appraisal.asked:
        raise PlanRefused("Somebody changed the appraisal meanwhile. Look at it again before you publish it")
    formula, problem = _formula_of(standing.asked)
    if missing := lacks(standing.asked, result, formula=problem):
        raise PlanRefused(f"It still needs: {'; '.join(missing)}")
    frozen = {"name": standing.name, "why": standing.why, "asked": standing.asked, "result": dict(result)}
    if centres:
        frozen["centres"] = dict(centres)
    if formula:
        frozen["formula"] = formula
    standing.frozen, standing.digest = frozen, digest_of(frozen)
    standing.status, standing.published_at, standing.published_why = AppraisalStatus.PUBLISHED, at, why.strip()
    standing.save(update_fields=["frozen", "digest", "status", "published_at", "published_why"])
    record("planning.appraisal_published", subject=standing, by=by, at=at, digest=standing.digest)
    return standing


@transaction.atomic
def withdraw_appraisal(*, appraisal: Appraisal, why: str, by, at: datetime) -> Appraisal:
    """Withdraw a published appraisal: it stays to be read, for it may have been cited, and says that it was."""
    if not may_plan(by):
        raise PlanRefused("Only a planner can withdraw an appraisal")
    standing = Appraisal.objects.select_for_update().get(id=appraisal.id)
    if AppraisalStatus.WITHDRAWN not in MOVES[AppraisalStatus(standing.status)]:
        raise PlanRefused("Only a published appraisal can be withdrawn")
    standing.status, standing.withdrawn_at, standing.withdrawn_why = AppraisalStatus.WITHDRAWN, at, why.strip()
    standing.save(update_fields=["status", "withdrawn_at", "withdrawn_why"])
    record("planning.appraisal_withdrawn", subject=standing, by=by, at=at)
    return standing
