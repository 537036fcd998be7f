"""One item: asked, put in order, spoken about, referred."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.cases.actions import look_at_case
from alongside.cases.queries import CaseNotFound
from alongside.foundation.access.access import opens_to
from alongside.foundation.policy.queries import policy_on

from .. import access, actions, forms, presenters, queries, rules
from .agenda import item_verb, run_or_404
from .finding import do, item_or_404
from .verbs import Verb, verb_page


@opens_to(access.SIT)
def item(request: HttpRequest, reference: str) -> HttpResponse:
    """One question to a panel: its paper and what the agencies say, for those of the panel; else how it stands."""
    found, viewer, today = item_or_404(request, reference), request.user, timezone.localdate()
    is_of_panel = queries.is_item_of_panel_for(viewer=viewer, item=found)
    may_run = is_of_panel and found.panel is not None and access.runs(viewer, found.panel)
    policy = policy_on(rules.PanelsPolicy, today)
    context = {
        "page": presenters.ItemPage.of(
            found,
            today=today,
            rule=f"A panel answers within {policy.answer_working_days} working days. Source: local default.",
        ),
        "item": found,
        "today": today,
        "is_of_panel": is_of_panel,
        "may_run": may_run,
        "may_keep": access.keeps(viewer, None) and found.panel is None,
        "may_withdraw": found.status in ("waiting", "on_agenda") and (may_run or found.asked_by_id == viewer.id),
        "may_see_case": access.may_ask_about(viewer, found.case),
    }
    if is_of_panel:
        context |= _for_the_panel(found, viewer, today)
    return render(request, "panels/item.html", context)


def _for_the_panel(found, viewer, today) -> dict:
    paper = found.papers.filter(sitting=found.sitting).first() if found.sitting else None
    member = access.member_of(viewer, found)
    interests = found.interests.filter(withdrawn_at__isnull=True).select_related("user").order_by("declared_at", "id")
    return {
        "paper": paper.content if paper else queries.content_of(found, today=today),
        "digest": paper.digest if paper else "",
        "frozen": presenters.say_moment(paper.frozen_at) if paper else "",
        "later": queries.changes_since(paper, today=today) if paper else [],
        "offers": presenters.offer_rows(queries.offers_of(found)),
        "may_speak": member is not None and found.status == "on_agenda",
        "may_declare": member is not None or access.runs(viewer, found.panel) if found.panel else False,
        "interests": [{"id": one.id, "who": one.user.name, "why": one.why} for one in interests],
        "letters": [
            {
                "to": rules.LETTER_WORDS[rules.LetterTo(one.to_whom)],
                "href": reverse("panels:letter", args=[found.reference, one.to_whom]),
            }
            for one in found.letters.order_by("to_whom")
        ],
    }


@opens_to(access.ASK)
def ask_panel(request: HttpRequest, case_reference: str) -> HttpResponse:
    """Ask a panel about a family that one works with."""
    try:
        case = queries.get_case_to_ask_about(viewer=request.user, reference=case_reference)
    except CaseNotFound as missing:
        raise Http404 from missing
    look_at_case(case=case, by=request.user, at=timezone.now())
    panels = {str(one.id): one for one in queries.list_active_panels()}
    likely = queries.panel_for(case=case)
    if not panels:
        return render(request, "panels/none.html", {"case": case})

    def act(*, panel, **facts):
        return actions.ask_panel(case=case, panel=panels.get(panel), **facts)

    return verb_page(
        request,
        Verb(
            name="ask_panel",
            form=forms.AskPanel,
            act=act,
            heard=lambda form: {"panel": form.cleaned_data["panel"], **form.facts},
            about=case.reference,
            title="Ask a panel",
            caption=case.family.name,
            intro="The panel reads what is already written about this family. You write down only the question. "
            "Help that cannot wait starts now, and the panel ratifies it.",
            button="Ask the panel",
            done="The panel is asked. The question goes onto its next agenda with room",
            back=reverse("cases:case", args=[case.reference]),
            back_words=f"Case {case.reference}",
            then=lambda made: (
                reverse("panels:item", args=[made.reference])
                if request.user.may(access.SIT)
                else reverse("cases:case", args=[case.reference])
            ),
            asked={"choices": {"panel": [(key, one.name) for key, one in panels.items()]}},
            initial={"panel": str(likely.id) if likely else ""},
        ),
    )


@opens_to(access.SIT)
def say_offer(request: HttpRequest, reference: str) -> HttpResponse:
    """Say what one's agency knows and could offer."""
    found = item_or_404(request, reference, is_of_panel=True)
    member = access.member_of(request.user, found)
    if member is None:
        raise Http404
    said = next((one for one in queries.offers_of(found) if one.member_id == member.id), None)
    colleagues = {str(one.id): one for one in queries.colleagues_of(member)}

    def act(*, worker, **facts):
        return actions.say_offer(item=found, worker=colleagues.get(worker), **facts)

    initial = (
        {"knows": said.knows, "offers": said.offers, "worker": str(said.worker_id or ""), "can_lead": said.can_lead}
        if said
        else {}
    )
    after = _next_to_say(request, found)
    workers = [("", "Not named yet"), *((key, f"{one.name}, {one.job_title}") for key, one in colleagues.items())]
    return item_verb(
        request,
        found,
        "say_offer",
        forms.SayOffer,
        act,
        f"For {member.agency.name}",
        "Say this",
        "Your agency’s words stand with the item",
        initial=initial,
        choices={"worker": workers},
        back=after,
        intro=presenters.fit(found.question, 300),
    )


def _next_to_say(request: HttpRequest, found) -> str:
    """The next item of the agenda about which this agency has said nothing yet, else the agenda."""
    if found.sitting is None:
        return reverse("panels:item", args=[found.reference])
    for one in queries.agenda_of(viewer=request.user, sitting=found.sitting):
        if (
            one.id != found.id
            and not one.offers.filter(member__user=request.user).exists()
            and one.status == "on_agenda"
        ):
            return reverse("panels:say_offer", args=[one.reference])
    return reverse("panels:sitting", args=[found.sitting.reference])


@opens_to(access.SIT)
def declare_interest(request: HttpRequest, reference: str) -> HttpResponse:
    """Declare an interest: the item is hidden from whoever declares it."""
    found = item_or_404(request, reference, is_of_panel=True)

    def act(**facts):
        return actions.declare_interest(item=found, **facts)

    back = reverse("panels:sitting", args=[found.sitting.reference]) if found.sitting else reverse("panels:list")
    return item_verb(
        request, found, "declare_interest", forms.DeclareInterest, act, "Declare an interest", "Declare this interest",
        "The item is now hidden from you", back=back,
    )  # fmt: skip


@require_POST
@opens_to(access.SIT)
def lift_interest(request: HttpRequest, reference: str, interest_id) -> HttpResponse:
    """Lift an interest declared by mistake."""
    found = run_or_404(request, reference)
    try:
        interest = queries.get_interest(item=found, interest_id=interest_id)
    except queries.PanelNotFound as missing:
        raise Http404 from missing

    def act(**who):
        actions.lift_interest(interest=interest, **who)

    return do(request, act, reverse("panels:item", args=[reference]), done="The interest is lifted")


@opens_to(access.SIT)
def letter(request: HttpRequest, reference: str, to_whom: str) -> HttpResponse:
    """A letter as it was written when the chair signed, to print."""
    found = item_or_404(request, reference)
    written = found.letters.filter(to_whom=to_whom).first()
    if written is None:
        raise Http404
    day = presenters.say_moment(written.written_at)
    return render(request, "panels/letter.html", {"letter": written, "item": found, "written": day})


@opens_to(access.SIT)
def action(request: HttpRequest, action_id) -> HttpResponse:
    """Something that a panel gave someone to do: done, or being lead accepted."""
    try:
        found = queries.get_action(viewer=request.user, action_id=action_id)
    except queries.PanelNotFound as missing:
        raise Http404 from missing
    if request.method == "GET":
        actions.show_item(item=found.item, by=request.user, at=timezone.now())
    is_lead = found.kind == rules.ActionKind.LEAD

    def act(**facts):
        if is_lead:
            return actions.answer_lead(action=found, **facts)
        return actions.finish_panel_action(action=found, **facts)

    if found.done_at is not None:
        messages.info(request, "This is done")
        return redirect("worklists:mine")
    return verb_page(
        request,
        Verb(
            name="answer_lead" if is_lead else "finish_action",
            form=forms.AnswerLead if is_lead else forms.FinishAction,
            act=act,
            about=str(found.id),
            title=rules.ACTION_KIND_WORDS[rules.ActionKind(found.kind)],
            caption=found.item.case.family.name,
            intro=found.what,
            button="Send my answer" if is_lead else "It is done",
            done="The panel is told" if is_lead else "Done",
            back="/work/",
            back_words="My work",
            more={"letters": _letters_for(found)},
        ),
        template="panels/action.html",
    )


def _letters_for(found) -> list[dict]:
    if found.kind != rules.ActionKind.TELL_FAMILY:
        return []
    return [
        {"text": "The letter to the family", "href": reverse("panels:letter", args=[found.item.reference, one.to_whom])}
        for one in found.item.letters.filter(to_whom=rules.LetterTo.FAMILY)
    ]
