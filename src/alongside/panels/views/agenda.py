"""The clerk's hand on an agenda: order, time, merge, defer, refer, withdraw, choose a panel."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to

from .. import access, actions, forms, presenters, queries, rules
from .finding import do, item_or_404
from .verbs import Verb, verb_page

TOGETHER = "Brothers and sisters, or one family asked about twice, are heard and answered together."


def run_or_404(request: HttpRequest, reference: str):
    """The item, for those who run its panel."""
    found = item_or_404(request, reference, is_of_panel=True)
    if found.panel is None or not access.runs(request.user, found.panel):
        raise Http404
    return found


def item_verb(
    request: HttpRequest,
    found,
    name: str,
    form,
    act,
    title: str,
    button: str,
    done: str,
    *,
    back: str = "",
    kind: str = "",
    intro: str = "",
    initial: dict | None = None,
    choices: dict | None = None,
) -> HttpResponse:
    """The page of one verb on an item."""
    return verb_page(
        request,
        Verb(
            name=name,
            form=form,
            act=act,
            about=f"{found.reference}",
            title=title,
            caption=f"{found.case.family.name}, {found.reference}",
            button=button,
            done=done,
            kind=kind,
            intro=intro,
            back=back or reverse("panels:item", args=[found.reference]),
            back_words="Back",
            initial=initial or {},
            asked={"choices": choices or {}},
        ),
    )


@opens_to(access.SIT)
def withdraw_item(request: HttpRequest, reference: str) -> HttpResponse:
    """Take a question back."""
    found = item_or_404(request, reference)
    if not (found.asked_by_id == request.user.id or (found.panel and access.runs(request.user, found.panel))):
        raise Http404

    def act(**facts):
        return actions.withdraw_item(item=found, **facts)

    return item_verb(
        request,
        found,
        "withdraw_item",
        forms.Why,
        act,
        "Withdraw this item",
        "Withdraw it",
        "It is withdrawn",
        kind="warning",
    )


@opens_to(access.SIT)
def defer_item(request: HttpRequest, reference: str) -> HttpResponse:
    """Take an item off the agenda for a later one."""
    found = run_or_404(request, reference)

    def act(**facts):
        return actions.defer_item(item=found, **facts)

    back = reverse("panels:sitting", args=[found.sitting.reference]) if found.sitting else ""
    if found.sitting and found.sitting.status == rules.SittingStatus.SITTING:
        back = reverse("panels:live", args=[found.sitting.reference])
    return item_verb(
        request,
        found,
        "defer_item",
        forms.DeferItem,
        act,
        "Defer this item",
        "Defer it",
        "It waits for a later agenda",
        back=back,
    )


@opens_to(access.SIT)
def set_item_time(request: HttpRequest, reference: str) -> HttpResponse:
    """Give an item more or less time, or put it in reserve."""
    found = run_or_404(request, reference)

    def act(**facts):
        return actions.set_item_time(item=found, **facts)

    initial = {"minutes": found.minutes, "is_reserve": found.is_reserve}
    return item_verb(
        request,
        found,
        "set_item_time",
        forms.ItemTime,
        act,
        "Time for this item",
        "Save the changes",
        "Its time is set",
        initial=initial,
    )


@opens_to(access.SIT)
def merge_item(request: HttpRequest, reference: str) -> HttpResponse:
    """Hear an item together with another."""
    found = run_or_404(request, reference)
    sittings = (
        [found.sitting]
        if found.sitting
        else [
            one
            for one in queries.list_coming(viewer=request.user, panel=found.panel, at=timezone.now())
            if one.status != "risen"
        ]
    )
    others = {
        str(one.id): one
        for sitting in sittings
        for one in queries.agenda_of(viewer=request.user, sitting=sitting)
        if one.id != found.id and one.status == "on_agenda"
    }

    def act(*, into, **who):
        return actions.merge_item(item=found, into=others[into], **who)

    kin = queries.items_akin(found, list(others.values()))
    choices = {
        "into": [
            (key, presenters.say_other(one, is_kin=one.id in kin))
            for key, one in sorted(others.items(), key=lambda pair: pair[1].id not in kin)
        ]
    }
    return item_verb(
        request, found, "merge_item", forms.MergeItem, act, "Hear this item with another", "Hear them together",
        "They are heard together", choices=choices,
        intro=TOGETHER if others else "There is no other item on this panel’s agendas.",
    )  # fmt: skip


@require_POST
@opens_to(access.SIT)
def hear_apart(request: HttpRequest, reference: str) -> HttpResponse:
    """Undo a merge."""
    found = run_or_404(request, reference)

    def act(**who):
        actions.hear_apart(item=found, **who)

    return do(request, act, reverse("panels:item", args=[reference]), done="It is heard on its own again")


@opens_to(access.SIT)
def refer_item(request: HttpRequest, reference: str) -> HttpResponse:
    """Refer a question up or down to another panel."""
    found = run_or_404(request, reference)
    others = {str(one.id): one for one in queries.list_active_panels() if one.id != found.panel_id}

    def act(*, to, why, **who):
        if to not in others:
            raise actions.PanelRefused("Choose a panel")
        return actions.refer_item(item=found, to=others[to], why=why, **who)

    up = found.panel.refers_up_to_id
    return item_verb(
        request, found, "refer_item", forms.ReferItem, act, "Refer this item to another panel", "Refer it",
        "It is referred, with all that was asked", choices={"to": [(key, one.name) for key, one in others.items()]},
        initial={"to": str(up) if up else ""},
    )  # fmt: skip


@opens_to(access.CLERK)
def choose_panel(request: HttpRequest, reference: str) -> HttpResponse:
    """Give an item that waits for no panel to one."""
    found = item_or_404(request, reference, is_of_panel=True)
    if found.panel_id is not None:
        raise Http404
    panels = {str(one.id): one for one in queries.list_active_panels()}

    def act(*, panel, **who):
        return actions.choose_panel(item=found, panel=panels[panel], **who)

    choices = {"panel": [(key, one.name) for key, one in panels.items()]}
    return item_verb(
        request, found, "choose_panel", forms.ChoosePanel, act, "Choose a panel", "Give it to this panel",
        "It waits for that panel now", choices=choices, back=reverse("panels:list"),
    )  # fmt: skip


@require_POST
@opens_to(access.SIT)
def shift_item(request: HttpRequest, reference: str) -> HttpResponse:
    """Move an item up or down its agenda."""
    found = run_or_404(request, reference)
    back = reverse("panels:sitting", args=[found.sitting.reference]) if found.sitting else reverse("panels:list")

    def act(**who):
        actions.shift_item(item=found, is_up=request.POST.get("way") == "up", **who)

    return do(request, act, f"{back}#item-{reference}")
