"""Actions: agreed, done, not done, put off, taken up again."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, presenters, queries
from .finding import one_or_404, plan_or_404
from .verbs import Verb, people_by_reference, verb_page


@opens_to(access.WRITE)
def agree_action(request: HttpRequest, reference: str) -> HttpResponse:
    """Agree who does what by when."""
    plan = plan_or_404(request, reference)
    whole, people = queries.whole_of(plan), people_by_reference(plan)
    users = {str(one.user_id): one.user for one in whole.team_now if one.user is not None}

    def act(*, about, owner, owner_name, **facts):
        thing, _, position = about.partition("-")
        rows = whole.needs if thing == "need" else whole.goals
        kind, _, key = owner.partition("-")
        name, agency = owner_name or ("", "")
        return actions.agree_action(
            plan=plan,
            **{thing: one_or_404(rows, position=position)},
            owner=users.get(key) if kind == "user" else None,
            owner_person=people.get(key) if kind == "person" else None,
            owner_name=name,
            owner_agency=agency,
            **facts,
        )

    return verb_page(
        request,
        plan,
        Verb(
            name="agree_action",
            form=forms.AgreeAction,
            act=act,
            title="Agree an action",
            button="Agree this action",
            done="The action is agreed",
            initial={"about": request.GET.get("about", "")},
            asked={"choices": {"about": presenters.about_choices(whole), "owner": presenters.owner_choices(whole)}},
            intro="One person does it, by a day. Whoever signs in is told.",
        ),
    )


def _own_or_written(request: HttpRequest, reference: str, position: int):
    """An action that is the viewer's own, or that they may write about."""
    plan = plan_or_404(request, reference)
    action = one_or_404(queries.whole_of(plan).actions, position=position)
    if action.owner_id != request.user.id and not queries.may_hold(viewer=request.user, plan=plan):
        raise Http404
    return plan, action


@opens_to(access.READ)
def finish_action(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Say that something is done."""
    plan, action = _own_or_written(request, reference, position)

    def act(**facts):
        return actions.finish_action(action=action, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="finish_action",
            form=forms.FinishAction,
            act=act,
            title="Is this done?",
            button="It is done",
            done="Done. Thank you",
            about=str(position),
            intro=action.what,
            after=("It was not done", f"/plans/{reference}/actions/{position}/not-done/"),
        ),
    )


@opens_to(access.READ)
def say_not_done(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Say that something was not done, and why."""
    plan, action = _own_or_written(request, reference, position)

    def act(**facts):
        return actions.say_not_done(action=action, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="say_not_done",
            form=forms.NotDone,
            act=act,
            title="This was not done",
            button="Save",
            done="Noted. Agree with the team what would work",
            about=str(position),
            intro=action.what,
        ),
    )


@opens_to(access.WRITE)
def put_off_action(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Agree a later day."""
    plan, action = _own_or_written(request, reference, position)

    def act(**facts):
        return actions.put_off_action(action=action, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="put_off_action",
            form=forms.PutOff,
            act=act,
            title="Change the day",
            button="Change the day",
            done="The day is changed",
            about=str(position),
            intro=action.what,
            initial={"due_on": timezone.localdate() + timedelta(days=14)},
        ),
    )


@opens_to(access.WRITE)
def take_up_action(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Take something up again."""
    plan, action = _own_or_written(request, reference, position)

    def act(**facts):
        return actions.take_up_action(action=action, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="take_up_action",
            form=forms.TakeUp,
            act=act,
            title="Take this up again",
            button="Take it up again",
            done="It is to do again",
            about=str(position),
            intro=action.what,
        ),
    )
