"""A plan on one page, the steps of building it, a page for paper, and a hub's late plans."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from alongside.foundation.access.access import asked_once, opens_to
from alongside.foundation.policy.queries import policy_on, read_together

from .. import access, actions, presenters, queries, rules
from .finding import plan_or_404


def page_of(request: HttpRequest, plan, whole=None) -> presenters.PlanPage:
    """A plan as its page reads for whoever asks."""
    today, viewer = timezone.localdate(), request.user
    return presenters.PlanPage.of(
        whole or queries.whole_of(plan),
        viewer=viewer,
        may_write=queries.may_write(viewer=viewer, plan=plan),
        may_hold=queries.may_hold(viewer=viewer, plan=plan),
        drift_rule=queries.drift_rule(plan, today=today),
        policy=policy_on(rules.PlansPolicy, today),
        today=today,
    )


@opens_to(access.READ)
@asked_once()
@read_together()
def plan(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole plan."""
    found = plan_or_404(request, reference)
    return render(request, "plans/plan.html", {"page": page_of(request, found), "plan": found})


@opens_to(access.READ)
def to_print(request: HttpRequest, reference: str) -> HttpResponse:
    """The whole plan, for paper."""
    plan = plan_or_404(request, reference)
    return render(request, "plans/print.html", {"page": page_of(request, plan), "plan": plan})


@opens_to(access.WRITE)
def build(request: HttpRequest, reference: str) -> HttpResponse:
    """Building a plan, step by step."""
    plan = plan_or_404(request, reference)
    return render(request, "plans/build.html", {"page": page_of(request, plan), "plan": plan})


@opens_to(access.OVERSEE)
def list_late(request: HttpRequest) -> HttpResponse:
    """The plans whose meeting or review is late, the longest late first."""
    today = timezone.localdate()
    page = queries.list_plans_overdue(
        viewer=request.user, today=today, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    actions.show_plans(plans=page.rows, by=request.user, at=timezone.now())
    policy = policy_on(rules.PlansPolicy, today)
    return render(
        request,
        "plans/late.html",
        {
            "page": page,
            "today": today,
            "rule": rules.review_rule_words(policy),
        },
    )
