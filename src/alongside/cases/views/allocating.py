"""Giving a family its lead professional, and sharing the work."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.drafts.actions import discard_draft, start_or_resume_draft
from alongside.foundation.policy.rules import text_of
from alongside.workforce import queries as workforce

from .. import access, actions, forms, presenters, queries, rules
from .finding import as_it_stands, case_or_404, policy_today


@opens_to(access.ALLOCATE)
def allocate(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose the lead professional among people of any agency, seeing what each carries."""
    case = case_or_404(request, reference)
    return _give(
        request,
        case,
        kind="allocate",
        form_class=forms.Allocate,
        asked={"changes_from": case.lead.name if case.lead else ""},
        act=lambda worker, form: actions.allocate_lead(
            case=case,
            worker=worker,
            reason=form.cleaned_data["reason"],
            by=request.user,
            at=timezone.now(),
            version=form.cleaned_data["version"],
        ),
        done="{name} is now the lead professional, and has been told",
    )


@opens_to(access.ALLOCATE)
def share_work(request: HttpRequest, reference: str) -> HttpResponse:
    """Choose somebody to work beside the lead professional."""
    case = case_or_404(request, reference)
    return _give(
        request,
        case,
        kind="share_work",
        form_class=forms.ShareWork,
        asked={},
        act=lambda worker, form: actions.share_work(
            case=case, worker=worker, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now()
        ),
        done="{name} now works beside the lead professional, and has been told",
    )


@opens_to(access.ALLOCATE)
def end_co_work(request: HttpRequest, reference: str, allocation_id: UUID) -> HttpResponse:
    """End a co-worker's part."""
    case = case_or_404(request, reference)
    allocation = queries.get_allocation(case, allocation_id)
    if allocation is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.end_co_work(allocation=allocation, by=request.user, at=timezone.now())
        except actions.CaseRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, f"{allocation.worker.name} no longer works on this case")
        return redirect("cases:case", reference=reference)
    actions.look_at_case(case=case, by=request.user, at=timezone.now())
    return render(request, "cases/end_co_work.html", {"case": case, "name": allocation.worker.name})


def _give(
    request: HttpRequest, case, *, kind: str, form_class: type, asked: dict, act: Callable, done: str
) -> HttpResponse:
    now, today = timezone.now(), timezone.localdate()
    policy = policy_today(today)
    finder = _finder(request, case)
    people = _candidates(request, finder, case)
    known = workforce.workers_of(one.worker.id for one in people)
    draft = start_or_resume_draft(form=f"cases.{kind}", subject=case.reference, owner=request.user, at=now)
    asked = asked | {
        "initial": {"version": case.version},
        "people": [(str(one.worker.id), presenters.candidate_name(one)) for one in people],
        "hints": {
            str(one.worker.id): presenters.candidate_hint(one, known=known.get(one.worker.id), policy=policy)
            for one in people
        },
        "today": today,
    }
    if request.method == "POST":
        form = form_class(request.POST, **asked)
        if form.is_valid():
            chosen = next(one.worker for one in people if str(one.worker.id) == form.cleaned_data["worker"])
            try:
                act(chosen, form)
            except actions.CaseRefused as refusal:
                case.refresh_from_db()
                form = as_it_stands(form, case)
                form.add_error(None, str(refusal))
            else:
                discard_draft(draft=draft)
                messages.success(request, done.format(name=chosen.name))
                return redirect("cases:case", reference=case.reference)
    else:
        form = as_it_stands(form_class.resume(draft, **asked), case)
    actions.look_at_case(case=case, by=request.user, at=now)
    return render(
        request,
        f"cases/{kind}.html",
        {
            "case": case,
            "form": form,
            "finder": finder,
            "draft": draft,
            "has_people": bool(people),
            "changes": queries.changes_of_worker(case),
            "full_rule": text_of(rules.is_caseload_full),
            "stands": presenters.stands_words(case),
            "weight_rule": text_of(rules.caseload_weight),
            "named_lead": queries.lead_named(case),
        },
    )


def _finder(request: HttpRequest, case):
    teams = [(team.slug, f"{team.name} ({team.agency.name})") for team in workforce.list_teams(viewer=request.user)]
    skills = [(skill.slug, skill.name) for skill in workforce.list_skills()]
    asked = request.GET.copy()
    if "team" not in asked and case.hub_team is not None:
        asked["team"] = case.hub_team.slug
    return forms.FindWorker(asked, teams=teams, skills=skills)


def _candidates(request: HttpRequest, finder, case):
    chosen = finder.cleaned_data if finder.is_valid() else {}
    ids = None
    if chosen.get("skill"):
        ids = workforce.ids_with_skill(chosen["skill"])
    if chosen.get("language"):
        speakers = workforce.ids_with_language(chosen["language"])
        ids = speakers if ids is None else ids & speakers
    team = queries.get_team(slug=chosen["team"]) if chosen.get("team") else None
    return queries.list_candidates(viewer=request.user, words=chosen.get("words", ""), team=team, worker_ids=ids)
