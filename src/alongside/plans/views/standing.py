"""Starting, agreeing, ending a plan, and taking it up again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from alongside.cases.actions import look_at_case
from alongside.cases.queries import CaseNotFound, get_case
from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, queries
from .finding import plan_or_404
from .verbs import Verb, verb_page


@opens_to(access.WRITE)
def start_plan(request: HttpRequest, case_reference: str) -> HttpResponse:
    """Show what a plan would begin with, and begin it."""
    try:
        case = get_case(viewer=request.user, reference=case_reference)
    except CaseNotFound as missing:
        raise Http404 from missing
    form = forms.Confirm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            plan = actions.start_plan(case=case, by=request.user, at=timezone.now())
        except actions.PlanRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The plan is begun")
            return redirect("plans:build", reference=plan.reference)
    look_at_case(case=case, by=request.user, at=timezone.now())
    return render(request, "plans/start.html", {"case": case, "form": form, "known": queries.what_is_known(case)})


@opens_to(access.WRITE)
def agree_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """The family and the team agree the plan."""
    plan = plan_or_404(request, reference)

    def act(*, version, **facts):
        return actions.agree_plan(plan=plan, version=version or 0, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="agree_plan",
            form=forms.AgreePlan,
            act=act,
            title="Agree the plan",
            button="The plan is agreed",
            done="The plan is agreed",
            version=plan.version,
            initial={"agreed_on": timezone.localdate()},
            intro="From now on the plan is worked on: actions fall due, and the team reviews it.",
        ),
    )


@opens_to(access.WRITE)
def ask_for_more(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what the family needs that its team cannot give."""
    plan = plan_or_404(request, reference)

    def act(**facts):
        return actions.ask_for_more(plan=plan, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="ask_for_more",
            form=forms.AskForMore,
            act=act,
            title="Ask for more than the team can give",
            button="Ask the panel",
            done="The panel of the family’s area is asked",
            intro="The panel that hears of families where they live is asked who can help. Help that cannot wait "
            "begins at once: the panel is asked to agree to it afterwards.",
        ),
    )


@opens_to(access.WRITE)
def end_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """End the plan when what came of every need has been said."""
    plan = plan_or_404(request, reference)

    def act(**facts):
        return actions.end_plan(plan=plan, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="end_plan",
            form=forms.EndPlan,
            act=act,
            title="End this plan",
            button="End this plan",
            kind="warning",
            done="The plan has ended",
            needs_plan_open=False,
            intro="Say first what came of every need: met, carried on by someone else, or not met. Planned meetings "
            "are called off, and people of other agencies no longer see the record through this team.",
        ),
    )


@opens_to(access.WRITE)
def take_up_plan(request: HttpRequest, reference: str) -> HttpResponse:
    """Take an ended plan up again."""
    plan = plan_or_404(request, reference)

    def act(**facts):
        return actions.take_up_plan(plan=plan, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="take_up_plan",
            form=forms.Confirm,
            act=act,
            title="Take the plan up again",
            button="Take the plan up again",
            done="The plan is being worked on again",
            needs_plan_open=False,
            intro="Everything stands as it was left. Needs that were still open are open again. Ask people of other "
            "agencies into the team again.",
        ),
    )
