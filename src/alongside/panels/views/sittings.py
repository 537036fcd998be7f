"""One sitting: its agenda and papers, its minutes, its place in calendars."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, presenters, queries, rules
from .finding import do, item_or_404, panel_or_404, sitting_or_404
from .verbs import Verb, verb_page


def page_of(request: HttpRequest, sitting) -> tuple[presenters.SittingPage, list]:
    """A sitting as its page reads for whoever asks, and the items on it."""
    viewer = request.user
    items = queries.agenda_of(viewer=viewer, sitting=sitting)
    page = presenters.SittingPage.of(
        sitting,
        items,
        hidden=queries.count_hidden(viewer=viewer, sitting=sitting, shown=items),
        may_run=access.runs(viewer, sitting.panel),
        may_sign=access.chairs(viewer, sitting.panel),
        today=timezone.localdate(),
    )
    return page, items


@opens_to(access.SIT)
def sitting(request: HttpRequest, reference: str) -> HttpResponse:
    """The agenda."""
    found = sitting_or_404(request, reference)
    page, items = page_of(request, found)
    actions.show_sitting(sitting=found, items=items, by=request.user, at=timezone.now(), page="agenda")
    waiting = queries.list_waiting(viewer=request.user, panel=found.panel) if page.may_run else []
    return render(
        request,
        "panels/sitting.html",
        {
            "page": page,
            "sitting": found,
            "waiting": [presenters.waiting_row(one) for one in waiting],
            "may_see_minutes": access.may_see_minutes(request.user, found),
        },
    )


@opens_to(access.SIT)
def invitation_file(request: HttpRequest, reference: str) -> HttpResponse:
    """A sitting as a calendar file."""
    found = sitting_or_404(request, reference)
    answer = HttpResponse(
        actions.file_of_sitting(found, address=request.user.email, at=timezone.now()),
        content_type="text/calendar; charset=utf-8",
    )
    answer["Content-Disposition"] = f'attachment; filename="{found.reference}.ics"'
    return answer


@opens_to(access.SIT)
def plan_sitting(request: HttpRequest, slug: str) -> HttpResponse:
    """Plan one more sitting."""
    panel = panel_or_404(request, slug)
    _refuse_unless_plans(request, panel)

    def act(*, starts_at, **who):
        return actions.plan_sitting(panel=panel, starts_at=starts_at, **who)

    return verb_page(
        request,
        Verb(
            name="plan_sitting",
            form=forms.OneSitting,
            act=act,
            heard=lambda form: {"starts_at": form.starts_at},
            about=panel.slug,
            title="Plan one more sitting",
            caption=panel.name,
            button="Plan this sitting",
            done="The sitting is planned, and everyone on the panel is told",
            back=reverse("panels:panel", args=[slug]),
            back_words=panel.name,
            initial={"starts": f"{panel.starts_at:%H:%M}"},
        ),
    )


@opens_to(access.SIT)
def move_sitting(request: HttpRequest, reference: str) -> HttpResponse:
    """Move a sitting."""
    found = sitting_or_404(request, reference)
    _refuse_unless_plans(request, found.panel)
    moment = timezone.localtime(found.starts_at)

    def act(**facts):
        return actions.move_sitting(sitting=found, **facts)

    return verb_page(
        request,
        Verb(
            name="move_sitting",
            form=forms.SittingTime,
            act=act,
            heard=lambda form: {
                "starts_at": form.starts_at,
                **{name: form.cleaned_data[name] for name in ("place", "link", "version")},
            },
            about=found.reference,
            title="Move this sitting",
            caption=found.panel.name,
            button="Move this sitting",
            done="The sitting is moved, and everyone on the panel is told",
            back=reverse("panels:sitting", args=[reference]),
            back_words=f"Sitting {reference}",
            version=found.version,
            initial={
                "day": moment.date(),
                "starts": f"{moment:%H:%M}",
                "place": found.place,
                "link": found.link,
            },
        ),
    )


@opens_to(access.SIT)
def call_off_sitting(request: HttpRequest, reference: str) -> HttpResponse:
    """Call a sitting off."""
    found = sitting_or_404(request, reference)
    _refuse_unless_plans(request, found.panel)

    def act(**facts):
        return actions.call_off_sitting(sitting=found, **facts)

    return verb_page(
        request,
        Verb(
            name="call_off_sitting",
            form=forms.Why,
            act=act,
            about=found.reference,
            title="Call this sitting off",
            caption=f"{found.panel.name}, {presenters.say_moment(found.starts_at)}",
            intro="Its items go onto the next agenda with room. Everyone on the panel is told.",
            button="Call it off",
            kind="warning",
            done="The sitting is called off, and everyone on the panel is told",
            back=reverse("panels:sitting", args=[reference]),
            back_words=f"Sitting {reference}",
        ),
    )


@require_POST
@opens_to(access.SIT)
def send_papers(request: HttpRequest, reference: str) -> HttpResponse:
    """Freeze and send the papers."""
    found = _run_or_404(request, reference)

    def act(**who):
        actions.send_papers(sitting=found, **who)

    return do(request, act, reverse("panels:sitting", args=[reference]), done="The papers are sent")


@require_POST
@opens_to(access.SIT)
def put_on_agenda(request: HttpRequest, reference: str) -> HttpResponse:
    """Put a waiting item onto this agenda."""
    found = _run_or_404(request, reference)
    if not request.POST.get("item"):
        messages.error(request, "Choose an item to put on this agenda")
        return redirect("panels:sitting", reference=reference)
    item = item_or_404(request, request.POST.get("item", ""), is_of_panel=True)

    def act(**who):
        actions.put_on_agenda(item=item, sitting=found, is_reserve="reserve" in request.POST, **who)

    return do(request, act, reverse("panels:sitting", args=[reference]), done="It is on the agenda")


@opens_to(access.SIT)
def minutes(request: HttpRequest, reference: str) -> HttpResponse:
    """What was decided: to be signed, or as it was signed, with its addenda."""
    found, page, said = _minutes(request, reference)
    may_run = access.runs(request.user, found.panel)
    return render(
        request,
        "panels/minutes.html",
        {
            "sitting": found,
            "minutes": page,
            "addenda": said,
            "is_signed": found.status == rules.SittingStatus.SIGNED,
            "is_risen": found.status == rules.SittingStatus.RISEN,
            "signed": presenters.say_moment(found.signed_at),
            "may_sign": access.chairs(request.user, found.panel),
            "may_run": may_run,
        },
    )


@opens_to(access.SIT)
def print_minutes(request: HttpRequest, reference: str) -> HttpResponse:
    """The minutes, for paper."""
    found, page, said = _minutes(request, reference)
    signed = presenters.say_moment(found.signed_at)
    return render(
        request, "panels/print_minutes.html", {"sitting": found, "minutes": page, "addenda": said, "signed": signed}
    )


def _minutes(request: HttpRequest, reference: str):
    found = sitting_or_404(request, reference)
    is_over = found.status in (rules.SittingStatus.RISEN, rules.SittingStatus.SIGNED)
    if not is_over or not access.may_see_minutes(request.user, found):
        raise Http404
    said = found.minutes if found.status == rules.SittingStatus.SIGNED else queries.minutes_of(found)
    hidden = {str(one) for one in access.hidden_items(request.user, found).values_list("id", flat=True)}
    shown = [one for one in said["items"] if one["id"] not in hidden]
    items = [one for one in found.items.select_related("case") if str(one.id) not in hidden]
    actions.show_sitting(sitting=found, items=items, by=request.user, at=timezone.now(), page="minutes")
    addenda = [
        {
            "words": one.words,
            "by": one.by.name,
            "at": presenters.say_moment(one.at),
            "item": one.item.reference if one.item else "",
        }
        for one in queries.list_addenda(found)
        if one.item is None or str(one.item_id) not in hidden
    ]
    return found, said | {"items": shown, "left_out": len(said["items"]) - len(shown)}, addenda


@require_POST
@opens_to(access.SIT)
def sign_sitting(request: HttpRequest, reference: str) -> HttpResponse:
    """The chair signs."""
    found = _run_or_404(request, reference)

    def act(**who):
        actions.sign_sitting(sitting=found, **who)

    back = reverse("panels:minutes", args=[reference])
    return do(
        request, act, back, done="Signed. The minutes stand, the letters are written, and everyone has their action"
    )


@opens_to(access.SIT)
def add_addendum(request: HttpRequest, reference: str) -> HttpResponse:
    """Correct signed minutes beside them."""
    found = sitting_or_404(request, reference)
    if not access.runs(request.user, found.panel) or found.status != rules.SittingStatus.SIGNED:
        raise Http404
    items = {str(one.id): one for one in queries.agenda_of(viewer=request.user, sitting=found)}
    actions.show_sitting(sitting=found, items=items.values(), by=request.user, at=timezone.now(), page="corrections")

    def act(*, item, words, **who):
        return actions.add_addendum(sitting=found, item=items.get(item), words=words, **who)

    return verb_page(
        request,
        Verb(
            name="add_addendum",
            form=forms.AddAddendum,
            act=act,
            about=found.reference,
            title="Correct these minutes",
            caption=found.panel.name,
            intro="Signed minutes stay as they are. Your correction stands beside them, with your name and the day.",
            button="Add this correction",
            done="The correction stands beside the minutes",
            back=reverse("panels:minutes", args=[reference]),
            back_words="The minutes",
            asked={
                "choices": {
                    "item": [
                        ("", "The minutes as a whole"),
                        *((key, f"{one.case.family.name}, {one.reference}") for key, one in items.items()),
                    ]
                }
            },
        ),
    )


def _run_or_404(request: HttpRequest, reference: str):
    """The sitting, for those who run its panel."""
    found = sitting_or_404(request, reference)
    if not access.runs(request.user, found.panel):
        raise Http404
    return found


def _refuse_unless_plans(request: HttpRequest, panel) -> None:
    if not (request.user.may(access.SET_UP) or access.runs(request.user, panel)):
        raise Http404
