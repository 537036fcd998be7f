"""A hub's list of cases, one case, and the page that confirms a step."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from alongside.foundation.access.access import asked_once, opens_to
from alongside.foundation.access.queries import list_grants_on, why_open
from alongside.foundation.policy.queries import read_together

from .. import access, actions, forms, presenters, queries, rules
from .finding import case_or_404, policy_today


@opens_to(access.SEE)
def list_cases(request: HttpRequest) -> HttpResponse:
    """The cases open to the viewer, by where they stand."""
    today, viewer = timezone.localdate(), request.user
    hubs = queries.list_hub_teams(viewer=viewer)
    form = forms.Narrow(request.GET, hubs=[(team.slug, team.name) for team in hubs])
    chosen = form.cleaned_data if form.is_valid() else {}
    if sought := queries.reference_open_to(viewer=viewer, typed=chosen.get("words", "")):
        return redirect("cases:case", reference=sought)
    hub = next((team for team in hubs if team.slug == chosen.get("hub")), None)
    status = _status_asked(request)
    level = rules.Level(int(chosen["level"])) if chosen.get("level") else None
    page = queries.list_cases(
        viewer=viewer,
        hub_team=hub,
        status=status,
        level=level,
        lead=viewer if chosen.get("mine") else None,
        words=chosen.get("words", ""),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    actions.look_at_cases(cases=page.rows, by=viewer, at=timezone.now())
    kept = {key: request.GET[key] for key in ("words", "hub", "level", "mine") if request.GET.get(key)}
    shown = presenters.CaseList.of(
        page.rows,
        status=status,
        counts=queries.count_by_status(viewer=viewer, hub_team=hub),
        query=f"&{urlencode(kept)}" if kept else "",
        policy=policy_today(today),
        today=today,
    )
    return render(request, "cases/list.html", {"shown": shown, "page": page, "narrow": form, "status": status})


@opens_to(access.SEE)
@asked_once()
@read_together()
def case(request: HttpRequest, reference: str) -> HttpResponse:
    """One case: where it stands, who helps, what happened, and why the viewer sees it."""
    found, viewer, today = case_or_404(request, reference), request.user, timezone.localdate()
    actions.look_at_case(case=found, by=viewer, at=timezone.now())
    page = presenters.CasePage.of(
        found,
        steps=queries.list_steps(found),
        allocations=queries.list_allocations(found),
        involvements=queries.list_involvements(viewer=viewer, family_id=found.family_id),
        changes=queries.changes_of_worker(found),
        mine=why_open(viewer=viewer, subject_kind=access.SUBJECT, subject_id=found.family_id),
        grants=list_grants_on(subject_kind=access.SUBJECT, subject_ids=[found.family_id]),
        may_take=access.steps_of(viewer),
        may_allocate=viewer.may(access.ALLOCATE),
        may_note=access.may_note_involvement(viewer, found.family),
        policy=policy_today(today),
        today=today,
    )
    return render(request, "cases/case.html", {"page": page, "case": found, "today": today})


@opens_to(access.SEE)
def step_taken(request: HttpRequest, reference: str, step_id: UUID) -> HttpResponse:
    """What was done, said back, with what happens next."""
    now = timezone.now()
    step = queries.get_step_taken(viewer=request.user, reference=reference, step_id=step_id, at=now)
    if step is None:
        raise Http404
    actions.look_at_case(case=step.case, by=request.user, at=now)
    return render(
        request,
        "cases/step_taken.html",
        {
            "page": presenters.StepTaken.of(step),
            "reference": reference,
            "is_open": access.may_see_case(request.user, step.case),
        },
    )


def _status_asked(request: HttpRequest) -> rules.CaseStatus:
    try:
        return rules.CaseStatus(request.GET.get("status", ""))
    except ValueError:
        may_give = request.user.may(access.ALLOCATE)
        return rules.CaseStatus.TO_ALLOCATE if may_give else rules.CaseStatus.OPEN
