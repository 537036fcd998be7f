"""Running a sitting on one screen: who is here, the item in hand, its clock, its answer."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to
from alongside.foundation.calendar.queries import england
from alongside.foundation.drafts.actions import start_or_resume_draft
from alongside.foundation.policy.queries import policy_on

from .. import access, actions, forms, presenters, queries, rules
from .finding import do, item_or_404, sitting_or_404
from .sittings import page_of

EVERYONE = "everyone"


def _sitting_or_404(request: HttpRequest, reference: str):
    found = sitting_or_404(request, reference)
    if not access.runs(request.user, found.panel):
        raise Http404
    return found


@require_POST
@opens_to(access.SIT)
def open_sitting(request: HttpRequest, reference: str) -> HttpResponse:
    """The panel begins."""
    found = _sitting_or_404(request, reference)
    try:
        actions.open_sitting(sitting=found, by=request.user, at=timezone.now())
    except actions.PanelRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("panels:sitting", reference=reference)
    return redirect("panels:live", reference=reference)


@opens_to(access.SIT)
def live(request: HttpRequest, reference: str) -> HttpResponse:
    """The sitting as it goes on."""
    found = _sitting_or_404(request, reference)
    if found.status not in (rules.SittingStatus.SITTING, rules.SittingStatus.RISEN):
        return redirect("panels:sitting", reference=reference)
    return _show(request, found, chosen=request.GET.get("item", ""))


@opens_to(access.SIT)
def live_state(request: HttpRequest, reference: str) -> HttpResponse:
    """What has changed since a screen was drawn: nothing, or the room and the agenda anew."""
    found = _sitting_or_404(request, reference)
    if request.GET.get("version") == str(found.version):
        return HttpResponse(status=204)
    page, items = page_of(request, found)
    actions.show_sitting(sitting=found, items=items, by=request.user, at=timezone.now(), page="live")
    chosen = request.GET.get("item", "")
    beside = render_to_string("panels/_live_beside.html", _beside(request, found, page, items, chosen), request)
    in_hand = next((one for one in items if one.reference == chosen), None)
    decision = getattr(in_hand, "decision", None) if in_hand else None
    return JsonResponse({"version": found.version, "decision": decision.version if decision else 0, "beside": beside})


def _beside(request: HttpRequest, found, page, items, chosen: str) -> dict:
    room = queries.in_the_room(found)
    lacks = queries.quorum_lacks(found, room=room)
    return {
        "page": page,
        "sitting": found,
        "chosen": chosen,
        "seats": presenters.seats_of(queries.list_members(panel=found.panel), room),
        "lacks": lacks,
        "quorum_now": presenters.say_quorum_now(lacks),
        "undecided": sum(not one["is_decided"] for one in page.rows),
        "is_sitting": found.status == rules.SittingStatus.SITTING,
    }


def _show(request: HttpRequest, found, *, chosen: str, form=None) -> HttpResponse:
    page, items = page_of(request, found)
    actions.show_sitting(sitting=found, items=items, by=request.user, at=timezone.now(), page="live")
    item = next((one for one in items if one.reference == chosen), None) or next(
        (one for one in items if not hasattr(one, "decision")), items[0] if items else None
    )
    context = _beside(request, found, page, items, item.reference if item else "")
    if item is not None:
        context |= _item_in_hand(request, found, item, form)
    return render(request, "panels/live.html", context)


def _item_in_hand(request: HttpRequest, sitting, item, form) -> dict:
    today = timezone.localdate()
    paper = item.papers.filter(sitting=sitting).first()
    content = paper.content if paper else queries.content_of(item, today=today)
    draft = start_or_resume_draft(form="panels.decide", subject=item.reference, owner=request.user, at=timezone.now())
    form = form or forms.Decide.resume(draft, **_asked(item, today))
    lacks = queries.quorum_lacks(sitting, item=item)
    return {
        "item": item,
        "today": today,
        "row": presenters.item_row(item, may_run=True),
        "package": presenters.ItemPage.of(item, today=today, rule="").package,
        "paper": content,
        "later": queries.changes_since(paper, today=today) if paper else [],
        "view": queries.family_view(item),
        "offers": presenters.offer_rows(queries.offers_of(item)),
        "away": [one.user.name for one in item.interests.filter(withdrawn_at__isnull=True).select_related("user")],
        "form": form,
        "draft": draft,
        "decided": presenters.decision_of(item),
        "item_lacks": presenters.say_quorum_now(lacks) if lacks else "",
        "decision_version": item.decision.version if hasattr(item, "decision") else 0,
    }


def _asked(item, today) -> dict:
    people = presenters.people_choices(queries.people_to_name(item))
    offers = [one for one in queries.offers_of(item) if one.offers]
    others = [one for one in queries.list_active_panels() if one.id != item.panel_id]
    up, first = item.panel.refers_up_to_id, rules.ItemKind(item.asked_first.kind)
    others.sort(key=lambda one: one.id != up)
    members = [
        (str(one.id), f"{one.user.name}, {one.agency.name}")
        for one in queries.list_members(panel=item.panel)
        if one.part != rules.Part.CLERK
    ]
    return {
        "today": today,
        "kinds": {
            one: rules.what_answer_means(one, first=first)
            for one in rules.decisions_for(rules.ItemKind(item.kind), first=first)
        },
        "children": [(one.id.hex, one.full_name or "the unborn child") for one in queries.children_of(item)],
        "people": people,
        "members": members,
        "has_view": bool(queries.family_view(item)),
        "has_package": item.wants_package,
        "choices": {
            "offers": [(str(one.id), f"{one.member.agency.name}: {one.offers}") for one in offers],
            "to_panel": [("", "To none"), *((str(one.id), one.name) for one in others)],
        },
        "initial": _initial(item, offers, today),
    }


def _initial(item, offers, today) -> dict:
    """What the record already holds stands in the form; a noted answer stands in it whole."""
    decision = getattr(item, "decision", None)
    if decision is not None:
        return _as_noted(decision)
    leads = [one.worker for one in offers if one.can_lead and one.worker]
    lead = item.case.lead or (leads[0] if leads else None)
    teller = item.case.lead or (leads[0] if leads else None) or item.asked_by
    policy = policy_on(rules.PanelsPolicy, today)
    return {
        "version": 0,
        "lead": str(lead.id) if lead else "",
        "lead_accepted": lead is not None,
        "teller": str(teller.id) if teller else "",
        "tell_by_on": rules.tell_family_by(sat_on=today, calendar=england(), policy=policy),
        "offers": [str(one.id) for one in offers],
        "package_pence": item.package_pence,
    }


def _as_noted(decision) -> dict:
    facts = {
        name: getattr(decision, name)
        for name in ("version", "kind", "reasons", "is_view_read", "no_view_why", "tell_by_on", "redirected_to",
                     "more_wanted", "package_pence", "unmet", "lead_accepted")
    }  # fmt: skip
    facts |= {
        "lead": str(decision.lead_id or ""),
        "teller": str(decision.teller_id),
        "to_panel": str(decision.to_panel_id or ""),
        "offers": [str(one.offer_id) for one in decision.helpers.all()],
    }
    for one in decision.safety.all():
        facts |= {f"safety_{one.person_id.hex}": one.answer, f"safety_words_{one.person_id.hex}": one.words}
    for one in decision.conditions.all():
        facts |= {
            f"condition_{one.position}": one.what,
            f"condition_{one.position}_owner": str(one.owner_id),
            f"condition_{one.position}_due": one.due_on,
        }
    for number, one in enumerate(decision.dissents.order_by("id"), start=1):
        facts |= {f"dissent_{number}": str(one.member_id), f"dissent_{number}_why": one.why}
    return facts


@require_POST
@opens_to(access.SIT)
def decide(request: HttpRequest, reference: str) -> HttpResponse:
    """Note the answer to an item, and turn to the next."""
    item = item_or_404(request, reference, is_of_panel=True)
    if item.sitting is None or not access.runs(request.user, item.panel):
        raise Http404
    sitting, now = item.sitting, timezone.now()
    draft = start_or_resume_draft(form="panels.decide", subject=item.reference, owner=request.user, at=now)
    form = forms.Decide(request.POST, **_asked(item, timezone.localdate()))
    if form.is_valid():
        try:
            version = form.cleaned_data["version"]
            actions.note_decision(
                item=item, said=_said(form, item), version=version, by=request.user, at=now, draft=draft
            )
        except actions.PanelRefused as refusal:
            form.data = form.data.copy()
            form.data["version"] = str(item.decision.version if hasattr(item, "decision") else 0)
            form.add_error(None, str(refusal))
        else:
            return _turn_to_next(request, sitting, item)
    return _show(request, sitting_or_404(request, sitting.reference), chosen=item.reference, form=form)


def _turn_to_next(request: HttpRequest, sitting, item) -> HttpResponse:
    """The next item without an answer is called, so that its clock runs."""
    items = queries.agenda_of(viewer=request.user, sitting=sitting)
    place = next((number for number, one in enumerate(items) if one.id == item.id), 0)
    following = next((one for one in (*items[place + 1 :], *items[:place]) if not hasattr(one, "decision")), None)
    answer = presenters.decision_of(next(one for one in items if one.id == item.id))
    messages.success(request, f"{item.case.family.name}: {answer}")
    back = reverse("panels:live", args=[sitting.reference])
    if following is None or sitting.status != rules.SittingStatus.SITTING:
        return redirect(f"{back}?item={item.reference}")
    actions.call_item(item=following, by=request.user, at=timezone.now())
    return redirect(f"{back}?item={following.reference}#answer")


def _said(form, item) -> actions.Said:
    said = form.cleaned_data
    people = {str(one.id): one for one in queries.people_to_name(item)}
    offers = {str(one.id): one for one in queries.offers_of(item)}
    members = {str(one.id): one for one in queries.list_members(panel=item.panel)}
    children = {one.id.hex: one for one in queries.children_of(item)}
    panels = {str(one.id): one for one in queries.list_active_panels()}
    return actions.Said(
        kind=rules.DecisionKind(said["kind"]),
        reasons=said["reasons"],
        teller=people.get(said["teller"]),
        tell_by_on=said["tell_by_on"],
        is_view_read=bool(said.get("is_view_read")),
        no_view_why=said.get("no_view_why") or "",
        lead=people.get(said["lead"]),
        lead_accepted=said["lead_accepted"],
        to_panel=panels.get(said["to_panel"]),
        redirected_to=said["redirected_to"],
        more_wanted=said["more_wanted"],
        package_pence=said.get("package_pence"),
        unmet=said["unmet"],
        offers=[offers[one] for one in said.get("offers") or [] if one in offers],
        conditions=[
            actions.Owed(said[f"condition_{n}"], people[said[f"condition_{n}_owner"]], said[f"condition_{n}_due"])
            for n in forms.CONDITIONS
            if said[f"condition_{n}"]
        ],
        dissents=[
            actions.Against(members[said[f"dissent_{n}"]], said[f"dissent_{n}_why"])
            for n in forms.DISSENTS
            if said[f"dissent_{n}"]
        ],
        safety=[
            actions.Heard(child, rules.Safety(said[f"safety_{key}"]), said[f"safety_words_{key}"])
            for key, child in children.items()
        ],
    )


@require_POST
@opens_to(access.SIT)
def attend(request: HttpRequest, reference: str) -> HttpResponse:
    """Someone comes in or goes out, or everyone is here."""
    found = _sitting_or_404(request, reference)
    members = {str(one.id): one for one in queries.list_members(panel=found.panel)}
    who, way = request.POST.get("member", ""), request.POST.get("way", "")

    def act(by, at):
        if who == EVERYONE:
            for member in members.values():
                actions.come_in(sitting=found, member=member, is_substitute=False, by=by, at=at)
        elif who not in members:
            raise actions.PanelRefused("They do not sit on this panel")
        elif way == "out":
            actions.go_out(sitting=found, member=members[who], by=by, at=at)
        else:
            actions.come_in(sitting=found, member=members[who], is_substitute=way == "substitute", by=by, at=at)

    back = reverse("panels:live", args=[reference])
    chosen = request.POST.get("item", "")
    return do(request, act, f"{back}?item={chosen}#room" if chosen else f"{back}#room")


@require_POST
@opens_to(access.SIT)
def call_item(request: HttpRequest, reference: str) -> HttpResponse:
    """Turn to an item: its clock runs."""
    item = item_or_404(request, reference, is_of_panel=True)
    if item.sitting is None or not access.runs(request.user, item.panel):
        raise Http404

    def act(**who):
        actions.call_item(item=item, **who)

    back = reverse("panels:live", args=[item.sitting.reference])
    return do(request, act, f"{back}?item={reference}#answer")


@require_POST
@opens_to(access.SIT)
def take_answer_back(request: HttpRequest, reference: str) -> HttpResponse:
    """Strike an answer noted by mistake."""
    item = item_or_404(request, reference, is_of_panel=True)
    if item.sitting is None or not access.runs(request.user, item.panel):
        raise Http404

    def act(**who):
        actions.take_answer_back(item=item, **who)

    back = reverse("panels:live", args=[item.sitting.reference])
    return do(request, act, f"{back}?item={reference}", done="The answer is struck")


@require_POST
@opens_to(access.SIT)
def rise(request: HttpRequest, reference: str) -> HttpResponse:
    """The panel rises."""
    found = _sitting_or_404(request, reference)
    try:
        actions.rise(sitting=found, by=request.user, at=timezone.now())
    except actions.PanelRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("panels:live", reference=reference)
    return redirect("panels:minutes", reference=reference)


@require_POST
@opens_to(access.SIT)
def sit_again(request: HttpRequest, reference: str) -> HttpResponse:
    """Take up a sitting that rose too early."""
    found = _sitting_or_404(request, reference)

    def act(**who):
        actions.sit_again(sitting=found, **who)

    return do(request, act, reverse("panels:live", args=[reference]), done="The panel sits again")
