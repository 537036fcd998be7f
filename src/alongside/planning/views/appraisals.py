"""Options appraisal on screen."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to, opens_to_anyone
from alongside.foundation.components.paging import key_page
from alongside.foundation.documents.views import csv_answer, public_file, public_page, unchanged_since
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft
from alongside.foundation.drafts.views.afresh import can_start_afresh
from alongside.foundation.policy.queries import policy_on
from alongside.foundation.references.rules import new_id
from alongside.planning import tasks
from alongside.planning.access import PLAN, SEE_NEED, may_plan
from alongside.planning.actions import appraisals as actions
from alongside.planning.actions.refusals import ChangedMeanwhile, PlanRefused
from alongside.planning.forms import appraisals as forms
from alongside.planning.presenters.appraisals import AppraisalPage, appraisal_rows
from alongside.planning.presenters.centres import centre_file_rows, centres_sheet
from alongside.planning.presenters.frontier import FrontierSheet
from alongside.planning.presenters.papers import paper_of
from alongside.planning.presenters.published_formulas import PublicFormula, choices_of_formulas
from alongside.planning.queries import appraisals as queries
from alongside.planning.queries.centres import centres_of
from alongside.planning.queries.published_formulas import formula_in, formulas_for_a_paper, what_keeps_its_formula
from alongside.planning.queries.scenarios import smallest_shown
from alongside.planning.queries.sheets import county_sheet
from alongside.planning.rules.appraisals import AppraisalStatus, is_line_of
from alongside.planning.rules.years import AppraisalPolicy
from alongside.planning.views.papers import folds, paper_file, paper_page
from alongside.planning.views.scenarios import LOOK_AGAIN_SECONDS

LINES = {"money": forms.AddMoney, "risks": forms.AddRisk, "effects": forms.AddEffect}
HEADINGS = {
    "money": ("Add a cost or a benefit", "What the sites themselves cost is there already."),
    "risks": ("Add a risk", "What could go wrong with an option, and whose it is."),
    "effects": ("Add what it means for people", "Every protected characteristic is thought of before it is published."),
}
PUBLIC = "A published appraisal holds figures of places and no person’s record"
NOTHING_JUDGED = "No criterion is judged by people. Add one among the criteria first."
NO_FORMULA = (
    "No formula can stand in it yet. Make one under Money by need, or look at what keeps it from being published."
)
FORMULA_STANDS = "Its tables, method, need and sources stand in the paper. Publish it before the appraisal."
STAYS_TO_BE_READ = "Whoever cited it must still find it, so it stays to be read, with your reason above it."


def _appraisal(request: HttpRequest, reference: str):
    try:
        return queries.get_appraisal(viewer=request.user, reference=reference)
    except queries.AppraisalNotFound as gone:
        raise Http404 from gone


def _draft_of(request: HttpRequest, reference: str):
    """One that can still be changed, with its scenarios and what follows so far."""
    one = _appraisal(request, reference)
    if one.status != AppraisalStatus.DRAFT:
        raise Http404
    scenarios = queries.scenarios_of(one)
    return one, scenarios, queries.result_of(one, scenarios, today=timezone.localdate())


def _choices(result: dict[str, Any]) -> list[tuple[str, str]]:
    return [(row["key"], row["name"]) for row in result["options"]]


@opens_to(SEE_NEED)
def appraisals(request: HttpRequest) -> HttpResponse:
    """Every appraisal of options, the latest first."""
    paged = key_page(
        queries.list_appraisals(viewer=request.user), after=request.GET.get("after"),
        before=request.GET.get("before"), order=("-made_at", "-id"),
    )  # fmt: skip
    page = {
        "paged": paged, "rows": appraisal_rows(paged.rows), "plans": may_plan(request.user),
        "columns": ["Appraisal", "Reference", "State", "By", "Made"],
    }  # fmt: skip
    return render(request, "planning/appraisals.html", page)


@opens_to(PLAN)
def make_appraisal(request: HttpRequest) -> HttpResponse:
    """Put scenarios side by side."""
    scenarios = list(queries.choosable_scenarios(viewer=request.user).defer("answer", "rounds")[:60])
    choices = [(one.slug, one.name) for one in scenarios]
    form = forms.MakeAppraisal(request.POST or None, initial={"id": new_id()}, choices=choices)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        chosen = [one for one in scenarios if one.slug in said["scenarios"]][::-1]
        try:
            with transaction.atomic():
                one, asked = actions.make_appraisal(
                    name=said["name"], why=said["why"], scenarios=chosen, id=said["id"], by=request.user,
                    policy=policy_on(AppraisalPolicy, timezone.localdate()), at=timezone.now(),
                )  # fmt: skip
                if asked is not None:
                    tasks.work_out_scenario.defer(scenario_id=str(asked.id))
        except PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("planning:appraisal", reference=one.reference)
    return render(request, "planning/make_appraisal.html", {"form": form, "has_scenarios": bool(choices)})


@opens_to(SEE_NEED)
def appraisal(request: HttpRequest, reference: str) -> HttpResponse:
    """One appraisal: options side by side, and what follows."""
    one = _appraisal(request, reference)
    scenarios = queries.scenarios_of(one)
    today = timezone.localdate()
    result = queries.result_of(one, scenarios, today=today)
    keeps = what_keeps_its_formula(one)
    page = AppraisalPage.of(one, result, scenarios, edits=may_plan(request.user), formula=keeps)
    centres = centres_sheet(centres_of(one, scenarios, viewer=request.user, today=today))
    told = {"page": page, "plans": may_plan(request.user), "digest": one.digest, "folds": folds(request)}
    told |= {"centres": centres, "formula": _formula(formula_in(one, viewer=request.user, today=today))}
    shown = render(request, "planning/appraisal.html", told)
    if page.waiting and "still" not in request.GET:
        shown["Refresh"] = LOOK_AGAIN_SECONDS
    return shown


def _formula(told) -> PublicFormula | None:
    return PublicFormula.of(told) if told else None


def _kept(request: HttpRequest, form, words: str, reference: str, act, draft=None) -> HttpResponse | None:
    """Do what a valid form asks; a refusal is said on the form."""
    try:
        act()
    except PlanRefused as refusal:
        form.add_error(None, str(refusal))
        if isinstance(refusal, ChangedMeanwhile):
            form.data = form.data.copy()
            form.data["seen"] = refusal.stands
        return None
    if draft is not None:
        discard_draft(draft=draft)
    messages.success(request, words)
    return redirect("planning:appraisal", reference=reference)


@opens_to(PLAN)
@can_start_afresh
def agree_criteria(request: HttpRequest, reference: str) -> HttpResponse:
    """Points for each criterion, and who agreed them."""
    one, _, _ = _draft_of(request, reference)
    now, first = timezone.now(), forms.AgreeCriteria.first_of(one.asked)
    draft = start_or_resume_draft(form="planning.criteria", subject=reference, owner=request.user, at=now)
    if request.method == "POST":
        form = forms.AgreeCriteria(request.POST, initial=first)
    else:
        form = forms.AgreeCriteria.resume(draft, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        told = {name: said[name] for name in ("near", "starts", "agreed", "seen")}
        told |= {"points": form.points(), "judged": form.judged(), "by": request.user, "at": now}
        act = partial(actions.agree_criteria, appraisal=one, **told)
        if done := _kept(request, form, "Criteria kept", reference, act, draft):
            return done
    shown = {
        "form": form,
        "draft": draft,
        "name": one.name,
        "reference": reference,
        "heading": "Agree criteria and points",
    }
    return render(request, "planning/edit_appraisal.html", shown)


@opens_to(PLAN)
@can_start_afresh
def score_options(request: HttpRequest, reference: str) -> HttpResponse:
    """What people judged of each option."""
    one, _, result = _draft_of(request, reference)
    now, options = timezone.now(), _choices(result)
    first = forms.ScoreOptions.first_of(one.asked, options)
    draft = start_or_resume_draft(form="planning.scores", subject=reference, owner=request.user, at=now)
    about = {"initial": first, "judged": one.asked["judged"], "options": options}
    form = (
        forms.ScoreOptions(request.POST, **about)
        if request.method == "POST"
        else forms.ScoreOptions.resume(draft, **about)
    )
    if request.method == "POST" and form.is_valid():
        act = partial(
            actions.score_options,
            appraisal=one,
            scores=form.scores(),
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=now,
        )
        if done := _kept(request, form, "Scores kept", reference, act, draft):
            return done
    empty = "" if one.asked["judged"] else NOTHING_JUDGED
    shown = {"form": form, "draft": draft, "name": one.name, "reference": reference, "empty": empty}
    shown |= {"heading": "Score the options"}
    return render(request, "planning/edit_appraisal.html", shown)


@opens_to(PLAN)
@can_start_afresh
def add_line(request: HttpRequest, reference: str, kind: str) -> HttpResponse:
    """Add a sum of money, a risk, or what an option means for people."""
    if kind not in LINES:
        raise Http404
    one, _, result = _draft_of(request, reference)
    told_before = {"form": f"planning.{kind}", "subject": reference}
    draft = start_or_resume_draft(**told_before, owner=request.user, at=timezone.now())
    about = {"initial": {"id": new_id()}, "options": _choices(result)}
    form = LINES[kind](request.POST, **about) if request.method == "POST" else LINES[kind].resume(draft, **about)
    if request.method == "POST" and form.is_valid():
        told = {
            "kind": kind,
            "line": form.line,
            "id": form.cleaned_data["id"],
            "by": request.user,
            "at": timezone.now(),
        }
        act = partial(actions.add_line, appraisal=one, **told)
        if done := _kept(request, form, "Added", reference, act, draft):
            return done
    heading, words = HEADINGS[kind]
    shown = {
        "form": form,
        "name": one.name,
        "reference": reference,
        "heading": heading,
        "about": words,
        "button": "Add it",
        "draft": draft,
    }
    return render(request, "planning/appraisal_line.html", shown)


@opens_to(PLAN)
def take_line_away(request: HttpRequest, reference: str, line: str) -> HttpResponse:
    """Take a line away again, after asking."""
    one, _, _ = _draft_of(request, reference)
    if not is_line_of(one.asked, line):
        raise Http404
    if request.method == "POST":
        actions.take_line_away(appraisal=one, line=line, by=request.user, at=timezone.now())
        messages.success(request, "Taken away")
        return redirect("planning:appraisal", reference=reference)
    what = next(own.get("what") or own.get("why") for part in LINES for own in one.asked[part] if own["id"] == line)
    return render(request, "planning/take_line_away.html", {"name": one.name, "reference": reference, "what": what})


@opens_to(PLAN)
def name_formula(request: HttpRequest, reference: str) -> HttpResponse:
    """Name the version of a formula of money that stands in its paper, or none."""
    one, _, _ = _draft_of(request, reference)
    found = formulas_for_a_paper(viewer=request.user, today=timezone.localdate())
    choices, hints, first = choices_of_formulas(found, one.asked.get("formula"))
    form = forms.NameFormula(request.POST or None, initial={"formula": first}, choices=choices, hints=hints)
    if request.method == "POST" and form.is_valid():
        chosen = next((each for each in found if str(each.id) == form.cleaned_data["formula"]), None)
        act = partial(actions.name_formula, appraisal=one, formula=chosen, by=request.user, at=timezone.now())
        if done := _kept(request, form, "Formula kept", reference, act):
            return done
    about = NO_FORMULA if not found else FORMULA_STANDS
    shown = {"form": form, "name": one.name, "reference": reference, "about": about, "button": "Keep it"}
    return render(request, "planning/appraisal_line.html", shown | {"heading": "Name a formula of money"})


@opens_to(PLAN)
def publish_appraisal(request: HttpRequest, reference: str) -> HttpResponse:
    """Freeze it, and put it before councillors and the public."""
    one, scenarios, result = _draft_of(request, reference)
    page = AppraisalPage.of(one, result, scenarios, formula=what_keeps_its_formula(one))
    form = forms.Say(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {"result": result, "why": form.cleaned_data["why"], "by": request.user, "at": timezone.now()}
        told["centres"] = centres_of(one, scenarios, viewer=request.user, today=timezone.localdate())
        act = partial(actions.publish_appraisal, appraisal=one, **told)
        if done := _kept(request, form, "Published", reference, act):
            return done
    shown = {"form": form, "name": one.name, "reference": reference, "lacks": page.lacks, "verdict": page.verdict}
    return render(request, "planning/publish_appraisal.html", shown)


@opens_to(PLAN)
def withdraw_appraisal(request: HttpRequest, reference: str) -> HttpResponse:
    """Withdraw a published appraisal, with the reason."""
    one = _appraisal(request, reference)
    if one.status != AppraisalStatus.PUBLISHED:
        raise Http404
    form = forms.Say(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = {"why": form.cleaned_data["why"], "by": request.user, "at": timezone.now()}
        act = partial(actions.withdraw_appraisal, appraisal=one, **told)
        if done := _kept(request, form, "Withdrawn. It stays to be read, and says so", reference, act):
            return done
    shown = {"form": form, "name": one.name, "reference": reference, "about": STAYS_TO_BE_READ}
    shown |= dict.fromkeys(("heading", "button"), "Withdraw it")
    return render(request, "planning/appraisal_line.html", shown)


def _public(reference: str):
    try:
        return queries.get_public_appraisal(reference)
    except queries.AppraisalNotFound as gone:
        raise Http404 from gone


@opens_to_anyone(why=PUBLIC)
@public_page
def published_appraisal(request: HttpRequest, reference: str) -> HttpResponse:
    """One published appraisal, as councillors and residents read it."""
    one = _public(reference)
    page = AppraisalPage.of(one, one.frozen["result"])
    shown = {"page": page, "digest": one.digest, "why": one.published_why, "folds": folds(request)}
    shown["address"] = request.build_absolute_uri(request.path)
    shown["centres"] = centres_sheet(one.frozen.get("centres", {}))
    shown["formula"] = _formula(formula_in(one, viewer=request.user, today=timezone.localdate()))
    return render(request, "planning/published_appraisal.html", shown)


@opens_to_anyone(why=PUBLIC)
@public_file
def published_centres_csv(request: HttpRequest, reference: str) -> HttpResponse:
    """The single centres of today's model as they were frozen with an appraisal, small numbers hidden."""
    one = _public(reference)
    if not (centres := one.frozen.get("centres")):
        raise Http404
    rows = centre_file_rows(centres, reference=one.reference, number=one.digest)
    answer = csv_answer(rows, f"{one.reference}-centres.csv")
    return unchanged_since(answer, one.withdrawn_at or one.published_at)


def _paper(one, viewer) -> dict[str, Any]:
    scenarios, today = queries.scenarios_of(one), timezone.localdate()
    result = queries.result_of(one, scenarios, today=today)
    centres = centres_sheet(centres_of(one, scenarios, viewer=viewer, today=today))
    codes = [journey["code"] for each in scenarios[:1] for journey in each.answer.get("journeys", ())]
    told = {"centres": centres, "formula": formula_in(one, viewer=viewer, today=today)}
    smallest = smallest_shown(today)
    told["numbers"] = {
        each.slug: FrontierSheet.in_public(each, smallest=smallest, published_at=one.published_at) for each in scenarios
    }
    return paper_of(one, result, scenarios, county_sheet(codes), smallest=smallest, **told)


def _as_page(request: HttpRequest, one, *, is_public: bool) -> HttpResponse:
    name = "planning:published_paper_pdf" if is_public else "planning:appraisal_paper_pdf"
    back = "planning:published_appraisal" if is_public else "planning:appraisal"
    pdf, back = (reverse(each, args=[one.reference]) for each in (name, back))
    return paper_page(request, _paper(one, request.user), pdf=pdf, back=back)


def _as_pdf(request: HttpRequest, one) -> HttpResponse:
    made_at = one.published_at or timezone.now()
    return paper_file(_paper(one, request.user), made_at=made_at, name=one.reference)


@opens_to(SEE_NEED)
def appraisal_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The annex of a cabinet report, to read and to print."""
    return _as_page(request, _appraisal(request, reference), is_public=False)


@opens_to(SEE_NEED)
def appraisal_paper_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The annex of a cabinet report as an accessible PDF."""
    return _as_pdf(request, _appraisal(request, reference))


@opens_to_anyone(why=PUBLIC)
@public_file
def published_paper(request: HttpRequest, reference: str) -> HttpResponse:
    """The paper of a published appraisal, for everybody."""
    return _as_page(request, _public(reference), is_public=True)


@opens_to_anyone(why=PUBLIC)
@public_file
def published_paper_pdf(request: HttpRequest, reference: str) -> HttpResponse:
    """The paper of a published appraisal as an accessible PDF."""
    return _as_pdf(request, _public(reference))
