"""The team: asking, answering, parting."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, presenters, queries, rules
from .finding import one_or_404, plan_or_404
from .verbs import Verb, people_by_reference, verb_page


@opens_to(access.WRITE)
def invite_to_team(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask someone of an agency into the team."""
    plan = plan_or_404(request, reference)

    def act(*, email, name, agency_name, **facts):
        user, site = queries.find_colleague(email=email), request.build_absolute_uri("/").rstrip("/")
        if user is not None:
            return actions.invite_to_team(plan=plan, user=user, site=site, **facts)
        return actions.invite_to_team(
            plan=plan,
            name=name,
            email=email,
            agency_name=agency_name,
            agency=queries.find_agency(name=agency_name),
            **facts,
        )

    return verb_page(
        request,
        plan,
        Verb(
            name="invite_to_team",
            form=forms.InviteToTeam,
            act=act,
            title="Ask someone into the team",
            button="Send the invitation",
            done="They are asked. They appear in the team with their answer",
            after=("Ask someone of the family instead", f"/plans/{reference}/team/ask-family/"),
            intro="They get a letter, with a calendar file when a meeting is planned. They see the plan only if "
            "the family has agreed to plan together with their agency.",
        ),
    )


@opens_to(access.WRITE)
def ask_family(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask someone of the family into the team."""
    plan = plan_or_404(request, reference)
    people = people_by_reference(plan)

    def act(*, person, **facts):
        return actions.invite_to_team(plan=plan, person=people[person], **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="ask_family",
            form=forms.AskFamily,
            act=act,
            title="Ask someone of the family into the team",
            button="Ask them",
            done="They are asked. Note their answer when they give it",
            asked={"choices": {"person": presenters.still_to_ask(people.values(), queries.whole_of(plan))}},
        ),
    )


@opens_to(access.READ)
def answer_invitation(request: HttpRequest, reference: str) -> HttpResponse:
    """Answer for oneself about joining the team."""
    plan = plan_or_404(request, reference)
    asked = [one for one in queries.whole_of(plan).team_now if one.user_id == request.user.id]
    if not asked:
        raise Http404
    return _answer(
        request,
        plan,
        asked[0],
        title="You are asked into this team",
        back="/",
        intro=f"Your part would be: {asked[0].part}.",
    )


@opens_to(access.WRITE)
def note_answer(request: HttpRequest, reference: str, member_id: UUID) -> HttpResponse:
    """Note what someone answered who does not sign in."""
    plan = plan_or_404(request, reference)
    member = one_or_404(queries.whole_of(plan).team_now, id=member_id)
    return _answer(
        request,
        plan,
        member,
        title="What did they answer?",
        intro=f"{queries.name_of(member)}. Their part: {member.part}.",
    )


def _answer(request: HttpRequest, plan, member, *, title: str, intro: str, back: str = "") -> HttpResponse:
    def act(*, answer, **facts):
        return actions.answer_invitation(member=member, answer=rules.Answer(answer), **facts)

    answered_no = request.POST.get("answer") == rules.Answer.DECLINED
    return verb_page(
        request,
        plan,
        Verb(
            name="answer_invitation",
            form=forms.AnswerInvitation,
            act=act,
            title=title,
            button="Send the answer",
            done="Answered",
            about=str(member.id),
            intro=intro,
            back=back if answered_no else "",
        ),
    )


@opens_to(access.WRITE)
def leave_team(request: HttpRequest, reference: str, member_id: UUID) -> HttpResponse:
    """End someone's part in the team."""
    plan = plan_or_404(request, reference)
    member = one_or_404(queries.whole_of(plan).team_now, id=member_id)

    def act(**facts):
        return actions.leave_team(member=member, **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="leave_team",
            form=forms.LeaveTeam,
            act=act,
            title="End their part in the team",
            button="End their part",
            kind="warning",
            done="Their part has ended",
            about=str(member.id),
            intro=f"{queries.name_of(member)}: what this team let them see closes at once.",
        ),
    )
