"""Meetings: planned, moved, called off, held; and the calendar file."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from alongside.foundation.access.access import opens_to
from alongside.foundation.calendar.queries import england
from alongside.foundation.policy.queries import policy_on

from .. import access, actions, forms, presenters, queries, rules
from .finding import meeting_or_404, one_or_404, plan_or_404
from .verbs import Verb, verb_page


@opens_to(access.READ)
def meeting(request: HttpRequest, reference: str, meeting_reference: str) -> HttpResponse:
    """One meeting: when and where, or what was said."""
    found = meeting_or_404(request, reference, meeting_reference)
    may_write = queries.may_write(viewer=request.user, plan=found.plan)
    page = presenters.MeetingPage.of(found, queries.whole_of(found.plan), may_write=may_write)
    return render(request, "plans/meeting.html", {"page": page, "plan": found.plan})


@opens_to(access.READ)
def invitation_file(request: HttpRequest, reference: str, meeting_reference: str) -> HttpResponse:
    """A meeting as a calendar file."""
    found = meeting_or_404(request, reference, meeting_reference)
    answer = HttpResponse(
        actions.file_for(found, address=request.user.email), content_type="text/calendar; charset=utf-8"
    )
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.ics"'
    return answer


@opens_to(access.WRITE)
def plan_meeting(request: HttpRequest, reference: str) -> HttpResponse:
    """Plan a meeting of the team."""
    plan = plan_or_404(request, reference)
    whole, tomorrow = queries.whole_of(plan), timezone.localdate() + timedelta(days=1)

    def act(*, kind, **facts):
        return actions.plan_meeting(plan=plan, kind=rules.MeetingKind(kind), **facts)

    return verb_page(
        request,
        plan,
        Verb(
            name="plan_meeting",
            form=forms.PlanMeeting,
            act=act,
            title="Plan a meeting of the team",
            button="Plan this meeting",
            done="The meeting is planned, and everyone in the team is told",
            initial={
                "kind": rules.kind_of_next_meeting(has_met=bool(whole.held)),
                "day": max(plan.review_due_on, tomorrow),
            },
            intro="Everyone in the team gets a letter with a calendar file. It names no child.",
            after=("You have met already? Record that meeting", reverse("plans:record_meeting", args=[reference])),
        ),
    )


@opens_to(access.WRITE)
def move_meeting(request: HttpRequest, reference: str, meeting_reference: str) -> HttpResponse:
    """Move a meeting."""
    found = meeting_or_404(request, reference, meeting_reference)
    moment = timezone.localtime(found.planned_at)

    def act(*, version, **facts):
        return actions.move_meeting(meeting=found, version=version or 0, **facts)

    return verb_page(
        request,
        found.plan,
        Verb(
            name="move_meeting",
            form=forms.MoveMeeting,
            act=act,
            title="Move this meeting",
            button="Move this meeting",
            done="The meeting is moved, and everyone in the team is told",
            about=found.reference,
            version=found.version,
            back=_page_of(found),
            initial={
                "day": moment.date(),
                "starts": f"{moment:%H:%M}",
                "minutes": found.minutes,
                "place": found.place,
                "link": found.link,
            },
        ),
    )


@opens_to(access.WRITE)
def cancel_meeting(request: HttpRequest, reference: str, meeting_reference: str) -> HttpResponse:
    """Call a meeting off."""
    found = meeting_or_404(request, reference, meeting_reference)

    def act(**facts):
        return actions.cancel_meeting(meeting=found, **facts)

    return verb_page(
        request,
        found.plan,
        Verb(
            name="cancel_meeting",
            form=forms.CancelMeeting,
            act=act,
            title="Call this meeting off",
            button="Call it off",
            kind="warning",
            done="The meeting is called off, and everyone in the team is told",
            about=found.reference,
        ),
    )


@opens_to(access.WRITE)
def hold_review(request: HttpRequest, reference: str, meeting_reference: str) -> HttpResponse:
    """Hold a meeting: one page to fill in while it goes on."""
    found = meeting_or_404(request, reference, meeting_reference)
    plan, today = found.plan, timezone.localdate()
    whole = queries.whole_of(plan)
    planned_on = min(timezone.localtime(found.planned_at).date(), today)
    kind = rules.MEETING_KIND_WORDS[rules.MeetingKind(found.kind)]

    def act(**facts):
        return actions.hold_review(meeting=found, **facts)

    due_on = rules.review_due_on(met_on=planned_on, policy=policy_on(rules.PlansPolicy, today))
    next_on = rules.review_day_to_offer(due_on=max(due_on, today + timedelta(days=1)), after=today, calendar=england())
    return verb_page(
        request,
        plan,
        Verb(
            name="hold_review",
            form=forms.HoldReview,
            act=act,
            heard=lambda form: _heard(form, whole),
            title=kind,
            button="Record this meeting",
            done="The meeting is recorded. The family’s copy is due",
            about=found.reference,
            version=found.version,
            asked=presenters.review_parts(whole),
            initial={"held_on": planned_on, "next_review_on": next_on},
        ),
        template="plans/hold_review.html",
        groups=presenters.review_groups,
        meeting=lambda form: found,
    )


@opens_to(access.WRITE)
def record_meeting(request: HttpRequest, reference: str) -> HttpResponse:
    """Write down a meeting that was held without being planned here."""
    plan = plan_or_404(request, reference)
    whole = queries.whole_of(plan)

    def act(*, version, **facts):
        return actions.record_meeting(plan=plan, **facts)

    def heard(form) -> dict:
        typed = form.cleaned_data
        return {**_heard(form, whole), "kind": rules.MeetingKind(typed["kind"]), "place": typed["place"]}

    return verb_page(
        request,
        plan,
        Verb(
            name="record_meeting",
            form=forms.RecordMeeting,
            act=act,
            heard=heard,
            title="Record a meeting that was held",
            button="Record this meeting",
            done="The meeting is recorded",
            asked=presenters.review_parts(whole),
            initial={"kind": rules.kind_of_next_meeting(has_met=bool(whole.held))},
        ),
        template="plans/record_meeting.html",
        groups=presenters.review_groups,
        planned=lambda form: presenters.planned_meetings(whole),
        rule=lambda form: rules.review_rule_words(policy_on(rules.PlansPolicy, timezone.localdate())),
    )


def _heard(form, whole) -> dict:
    """What the page says, as the action takes it."""
    facts = form.cleaned_data
    words = {
        name: facts.get(name) or ""
        for name in ("family_voice", "no_family_voice_why", "young_voice", "no_young_voice_why", "notes", "changed")
    }
    attended = {
        name: rules.Attended(value)
        for name, value in facts.items()
        if value and name.startswith(("member-", "person-"))
    }
    return {
        "version": facts.get("version") or 0,
        "held_on": facts["held_on"],
        "next_review_on": facts["next_review_on"],
        "said": actions.Said(**words),
        "team": {one.id: attended[f"member-{one.id}"] for one in whole.team_now if f"member-{one.id}" in attended},
        "family": {
            one.person_id: attended[f"person-{one.person_id}"]
            for one in whole.team_now
            if f"person-{one.person_id}" in attended
        },
        "readings": [
            actions.Reading(one_or_404(whole.scales, position=position), int(value), who)
            for position, (value, who) in form.answers("scale", words="scale_by").items()
        ],
        "reviewed": [
            actions.Reviewed(one_or_404(whole.actions, position=position), rules.ActionStatus(status), said)
            for position, (status, said) in form.answers("action").items()
        ],
        "settled": [
            actions.Settled(one_or_404(whole.needs, position=position), rules.NeedStatus(status), said)
            for position, (status, said) in form.answers("need").items()
        ],
    }


def _page_of(meeting) -> str:
    return reverse("plans:meeting", args=[meeting.plan.reference, meeting.reference])
