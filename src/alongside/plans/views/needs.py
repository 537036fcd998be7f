"""Needs, goals and scales."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, presenters, queries, rules
from .finding import one_or_404, plan_or_404
from .verbs import Verb, people_by_reference, verb_page

FOR_ALL = ("", "The whole family")


def _outcomes(whole) -> dict:
    return {one.key: one for one in whole.outcomes}


@opens_to(access.WRITE)
def place_needs(request: HttpRequest, reference: str) -> HttpResponse:
    """Put each need under the outcome it is about."""
    plan = plan_or_404(request, reference)
    whole = queries.whole_of(plan)
    outcomes = _outcomes(whole)

    def act(*, by, at, **placed):
        chosen = {
            need: outcomes[placed[f"need-{need.position}"]]
            for need in whole.needs
            if placed.get(f"need-{need.position}")
        }
        return actions.place_needs(plan=plan, placed=chosen, by=by, at=at)

    return verb_page(
        request,
        plan,
        Verb(
            name="place_needs",
            form=forms.PlaceNeeds,
            act=act,
            title="What is to get better",
            button="Save and go on",
            done="Saved",
            back=_build(reference),
            after=("Add another need", _at(reference, "needs/add")),
            asked={"needs": whole.needs, "outcomes": presenters.outcome_choices(whole)},
            intro="These came from the assessment or the request for help. Choose the outcome that each is about.",
        ),
    )


@opens_to(access.WRITE)
def add_need(request: HttpRequest, reference: str) -> HttpResponse:
    """Add something that is to get better."""
    plan = plan_or_404(request, reference)
    whole, people = queries.whole_of(plan), people_by_reference(plan)
    outcomes = _outcomes(whole)

    def act(*, outcome, person, **facts):
        return actions.add_need(plan=plan, outcome=outcomes[outcome], person=people.get(person), **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="add_need",
            form=forms.AddNeed,
            act=act,
            title="Add a need",
            button="Add this need",
            done="The need is added",
            asked={
                "choices": {
                    "outcome": presenters.outcome_choices(whole),
                    "person": presenters.person_choices(people.values(), first=FOR_ALL),
                }
            },
            intro="What the assessment found is in the plan already. Add only what is not there.",
        ),
    )


@opens_to(access.WRITE)
def change_need(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Say a need better, or put it under another outcome."""
    plan = plan_or_404(request, reference)
    whole, people = queries.whole_of(plan), people_by_reference(plan)
    need = one_or_404(whole.needs, position=position)
    outcomes = _outcomes(whole)

    def act(*, outcome, person, version, **facts):
        return actions.change_need(
            need=need, version=version or 0, outcome=outcomes[outcome], person=people.get(person), **facts
        )

    return verb_page(
        request,
        plan,
        Verb(
            name="change_need",
            form=forms.ChangeNeed,
            act=act,
            title="Change this need",
            button="Save",
            done="Saved",
            about=str(position),
            version=need.version,
            initial={
                "words": need.words,
                "outcome": need.outcome.key if need.outcome else "",
                "person": need.person.reference if need.person else "",
            },
            asked={
                "choices": {
                    "outcome": presenters.outcome_choices(whole),
                    "person": presenters.person_choices(people.values(), first=FOR_ALL),
                }
            },
        ),
    )


@opens_to(access.WRITE)
def settle_need(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Say what came of a need."""
    plan = plan_or_404(request, reference)
    need = one_or_404(queries.whole_of(plan).needs, position=position)

    def act(*, status, **facts):
        return actions.settle_need(need=need, status=rules.NeedStatus(status), **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="settle_need",
            form=forms.SettleNeed,
            act=act,
            title="What came of this need?",
            button="Save",
            done="Saved",
            about=str(position),
            intro=need.words,
            initial={"settled_on": timezone.localdate()},
        ),
    )


@opens_to(access.WRITE)
def open_need_again(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Work on a need again."""
    plan = plan_or_404(request, reference)
    need = one_or_404(queries.whole_of(plan).needs, position=position)

    def act(**facts):
        return actions.open_need_again(need=need, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="open_need_again",
            form=forms.OpenAgain,
            act=act,
            title="Work on this need again",
            button="Work on it again",
            done="The need is being worked on again",
            about=str(position),
            intro=need.words,
        ),
    )


@opens_to(access.WRITE)
def set_goal(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down what the family wants."""
    plan = plan_or_404(request, reference)
    whole, people = queries.whole_of(plan), people_by_reference(plan)

    def act(*, need, person, **facts):
        return actions.set_goal(plan=plan, need=_need(whole, need), person=people.get(person), **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="set_goal",
            form=forms.SetGoal,
            act=act,
            title="What does the family want?",
            button="Add this goal",
            done="The goal is added",
            asked=_goal_choices(whole, people),
        ),
    )


@opens_to(access.WRITE)
def change_goal(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Say a goal better."""
    plan = plan_or_404(request, reference)
    whole, people = queries.whole_of(plan), people_by_reference(plan)
    goal = one_or_404(whole.goals, position=position)

    def act(*, need, person, version, **facts):
        return actions.change_goal(
            goal=goal, version=version or 0, need=_need(whole, need), person=people.get(person), **facts
        )

    return verb_page(
        request,
        plan,
        Verb(
            name="change_goal",
            form=forms.ChangeGoal,
            act=act,
            title="Change this goal",
            button="Save",
            done="Saved",
            about=str(position),
            version=goal.version,
            asked=_goal_choices(whole, people),
            initial={
                "words": goal.words,
                "person": goal.person.reference if goal.person else "",
                "said_by": goal.said_by,
                "need": str(goal.need.position) if goal.need else "",
                "measure": goal.measure,
                "by_on": goal.by_on,
            },
        ),
    )


def _goal_choices(whole, people: dict) -> dict:
    return {"choices": {"need": presenters.need_choices(whole), "person": presenters.person_choices(people.values())}}


def _need(whole, position: str):
    return one_or_404(whole.needs, position=position) if position else None


@opens_to(access.WRITE)
def set_scale(request: HttpRequest, reference: str) -> HttpResponse:
    """Set a scale in the family's words."""
    plan = plan_or_404(request, reference)
    whole, people = queries.whole_of(plan), people_by_reference(plan)
    outcomes = _outcomes(whole)

    def act(*, outcome, person, **facts):
        return actions.set_scale(plan=plan, outcome=outcomes[outcome], person=people.get(person), **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="set_scale",
            form=forms.SetScale,
            act=act,
            title="A scale of the family’s own",
            button="Set this scale",
            done="The scale is set",
            intro="The family says what it is of and what each end means. Nobody else scores it.",
            asked={
                "choices": {
                    "outcome": presenters.outcome_choices(whole),
                    "person": presenters.person_choices(people.values()),
                }
            },
        ),
    )


@opens_to(access.WRITE)
def read_scale(request: HttpRequest, reference: str, position: int) -> HttpResponse:
    """Write down where someone puts themselves today."""
    plan = plan_or_404(request, reference)
    scale = one_or_404(queries.whole_of(plan).scales, position=position)

    def act(*, value, **facts):
        return actions.read_scale(scale=scale, value=int(value), **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="read_scale",
            form=forms.ReadScale,
            act=act,
            title="Where are you today?",
            button="Save",
            done="Saved",
            about=str(position),
            intro=f"{scale.name}. 1 means “{scale.one_means}”. 10 means “{scale.ten_means}”.",
            initial={"read_on": timezone.localdate(), "said_by": scale.person.full_name if scale.person else ""},
        ),
    )


def _build(reference: str) -> str:
    return _at(reference, "build")


def _at(reference: str, path: str) -> str:
    return f"/plans/{reference}/{path}/"
