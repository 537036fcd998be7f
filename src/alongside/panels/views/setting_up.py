"""Panels, their kinds, who sits on them, and when they meet."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from alongside.foundation.access.access import opens_to
from alongside.foundation.identity.queries import find_user
from alongside.places.queries import list_districts
from alongside.values.dates import months_after

from .. import access, actions, forms, presenters, queries, rules
from .finding import do, panel_or_404
from .verbs import Verb, verb_page

NOBODY = "Nobody signs in with that address. Ask an administrator to invite them first"


@opens_to(access.SEE)
def list_panels(request: HttpRequest) -> HttpResponse:
    """The panels that the viewer sits on or sets up, and the sittings that are next."""
    viewer, now = request.user, timezone.now()
    unplaced = queries.list_unplaced(viewer=viewer)
    actions.show_items(items=unplaced, by=viewer, at=now)
    return render(
        request,
        "panels/list.html",
        {
            "panels": presenters.panel_rows(queries.list_panels(viewer=viewer)),
            "coming": presenters.sitting_rows(queries.list_coming(viewer=viewer, at=now)),
            "unplaced": [presenters.waiting_row(one) for one in unplaced],
            "may_set_up": viewer.may(access.SET_UP),
            "has_figures": bool(queries.panels_with_figures(viewer=viewer)),
        },
    )


@opens_to(access.SEE)
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """One panel: when it sits, who sits on it, what waits for it."""
    found, viewer, now = panel_or_404(request, slug), request.user, timezone.now()
    may_run = access.runs(viewer, found)
    waiting = queries.list_waiting(viewer=viewer, panel=found) if may_run else []
    actions.show_items(items=waiting, by=viewer, at=now)
    past = queries.list_sittings(
        viewer=viewer, panel=found, after=request.GET.get("after", ""), before=request.GET.get("before", ""), size=10
    )
    members = queries.list_members(panel=found)
    may_set_up = viewer.may(access.SET_UP)
    return render(
        request,
        "panels/panel.html",
        {
            "page": presenters.PanelPage.of(found),
            "members": presenters.member_rows(members, panel=found, may_set_up=may_set_up),
            "coming": presenters.sitting_rows(queries.list_coming(viewer=viewer, panel=found, at=now, size=6)),
            "past": presenters.sitting_rows(past.rows),
            "past_page": past,
            "waiting": [presenters.waiting_row(one) for one in waiting],
            "may_run": may_run,
            "may_set_up": may_set_up,
        },
    )


@opens_to(access.SET_UP)
def list_kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of panel, each in its latest version."""
    rows = [
        [one.name, one.full_name, one.purpose, rules.say_quorum(rules.Quorum.of(one.quorum)), one.version, one.source]
        for one in queries.list_kinds()
    ]
    return render(request, "panels/kinds.html", {"rows": rows})


@opens_to(access.SET_UP)
def name_kind(request: HttpRequest) -> HttpResponse:
    """Name a kind of panel of the council's own."""
    kinds = {str(one.id): one for one in queries.list_kinds()}

    def act(*, like, paper_parts, **facts):
        return actions.name_kind(
            like=kinds[like], paper_parts=tuple(paper_parts), from_on=timezone.localdate(), **facts
        )

    return verb_page(
        request,
        Verb(
            name="name_kind",
            form=forms.NameKind,
            act=act,
            title="Name a kind of panel",
            button="Name this kind",
            done="The kind is named",
            back=reverse("panels:list_kinds"),
            back_words="Kinds of panel",
            asked={"choices": {"like": [(key, one.full_name) for key, one in kinds.items()]}},
            initial={"paper_parts": list(rules.PAPER_PARTS)[:8]},
        ),
    )


@opens_to(access.SET_UP)
def set_up_panel(request: HttpRequest) -> HttpResponse:
    """Set up a panel."""
    kinds = {str(one.id): one for one in queries.list_kinds()}
    districts = {str(one.id): one for one in list_districts()}

    def act(*, kind, district, **facts):
        return actions.set_up_panel(kind=kinds[kind], district=districts.get(district), **facts)

    return verb_page(
        request,
        Verb(
            name="set_up_panel",
            form=forms.SetUpPanel,
            act=act,
            title="Set up a panel",
            button="Set up this panel",
            done="The panel is set up. Say who sits on it, then plan its sittings",
            back=reverse("panels:list"),
            back_words="Panels",
            then=lambda made: reverse("panels:panel", args=[made.slug]),
            asked={
                "choices": {
                    "kind": [(key, f"{one.name}: {one.full_name}") for key, one in kinds.items()],
                    "district": [("", "The whole county"), *((key, one.name) for key, one in districts.items())],
                }
            },
        ),
    )


@opens_to(access.SET_UP)
def change_panel(request: HttpRequest, slug: str) -> HttpResponse:
    """Change when a panel meets and who must be there."""
    found = panel_or_404(request, slug)
    others = {str(one.id): one for one in queries.list_active_panels() if one.id != found.id}
    quorum = found.quorum_rule

    def heard(form):
        said = form.cleaned_data
        return {
            **form.pattern,
            "version": said["version"],
            "quorum": form.quorum,
            "refers_up_to": others.get(said["refers_up_to"]),
            "is_active": said["is_active"],
        }

    def act(**facts):
        return actions.change_panel(panel=found, **facts)

    names = ("cadence", "weekday", "nth", "length_minutes", "slot_minutes", "papers_working_days", "place", "link")
    return verb_page(
        request,
        Verb(
            name="change_panel",
            form=forms.ChangePanel,
            act=act,
            heard=heard,
            about=found.slug,
            title=f"Change {found.name}",
            button="Save the changes",
            done="The panel is changed. Sittings planned already stay as they are",
            back=reverse("panels:panel", args=[slug]),
            back_words=found.name,
            version=found.version,
            initial={
                **{name: getattr(found, name) for name in names},
                "starts_at": f"{found.starts_at:%H:%M}",
                "refers_up_to": str(found.refers_up_to_id or ""),
                "is_active": found.is_active,
                **{name: list(v) if isinstance(v, tuple) else v for name, v in vars(quorum).items()},
            },
            asked={
                "choices": {
                    "refers_up_to": [("", "To none"), *((key, one.name) for key, one in others.items())],
                }
            },
        ),
    )


@opens_to(access.SET_UP)
def seat_member(request: HttpRequest, slug: str) -> HttpResponse:
    """Give someone a place on a panel."""
    found = panel_or_404(request, slug)

    def act(*, email, substitute, part, limit_pence, **who):
        return actions.seat_member(
            panel=found,
            user=_someone(email),
            substitute=_someone(substitute) if substitute else None,
            part=rules.Part(part),
            limit_pence=limit_pence or 0,
            **who,
        )

    return verb_page(
        request,
        Verb(
            name="seat_member",
            form=forms.FindMember,
            act=act,
            about=found.slug,
            title="Give someone a place on this panel",
            caption=found.name,
            button="Give them this place",
            done="They sit on this panel now, and have its calendar",
            back=reverse("panels:panel", args=[slug]),
            back_words=found.name,
            initial={"part": rules.Part.MEMBER},
        ),
    )


@opens_to(access.SET_UP)
def change_member(request: HttpRequest, slug: str, member_id) -> HttpResponse:
    """Change someone's part, limit or substitute."""
    found = panel_or_404(request, slug)
    member = _member_or_404(found, member_id)

    def act(*, substitute, part, limit_pence, **who):
        return actions.change_member(
            member=member,
            substitute=_someone(substitute) if substitute else None,
            part=rules.Part(part),
            limit_pence=limit_pence or 0,
            **who,
        )

    return verb_page(
        request,
        Verb(
            name="change_member",
            form=forms.ChangeMember,
            act=act,
            about=str(member.id),
            title=f"{member.user.name}’s place",
            caption=found.name,
            button="Save the changes",
            done="Their place is changed",
            back=reverse("panels:panel", args=[slug]),
            back_words=found.name,
            initial={
                "part": member.part,
                "limit_pence": member.limit_pence,
                "substitute": member.substitute.email if member.substitute else "",
            },
            more={"end": reverse("panels:end_membership", args=[slug, member.id]), "member": member.user.name},
        ),
        template="panels/change_member.html",
    )


@require_POST
@opens_to(access.SET_UP)
def end_membership(request: HttpRequest, slug: str, member_id) -> HttpResponse:
    """End someone's place on a panel."""
    found = panel_or_404(request, slug)
    member = _member_or_404(found, member_id)

    def act(**who):
        actions.end_membership(member=member, **who)

    return do(request, act, reverse("panels:panel", args=[slug]), done=f"{member.user.name} no longer sits here")


@opens_to(access.SET_UP)
def plan_series(request: HttpRequest) -> HttpResponse:
    """Plan the sittings of one or many panels in one go."""
    active = {str(one.id): one for one in queries.list_active_panels()}
    tomorrow = timezone.localdate() + timedelta(days=1)

    def act(*, panels, **facts):
        return actions.plan_many_series(panels=[active[one] for one in panels], **facts)

    return verb_page(
        request,
        Verb(
            name="plan_series",
            form=forms.PlanSeries,
            act=act,
            title="Plan sittings",
            button="Plan these sittings",
            done=lambda made: (
                "Planned: " + "; ".join(f"{one.panel.name}, {one.sittings.count()} sittings" for one in made)
            ),
            back=reverse("panels:list"),
            back_words="Panels",
            intro="Each panel sits by its own pattern, not on bank holidays. Everyone on it gets one calendar file.",
            asked={
                "choices": {
                    "panels": [(key, f"{one.name}: {presenters.say_pattern(one)}") for key, one in active.items()]
                }
            },
            initial={"first_on": tomorrow, "until_on": months_after(tomorrow, 12)},
        ),
    )


def _someone(email: str):
    user = find_user(email=email)
    if user is None:
        raise actions.PanelRefused(f"{email}: {NOBODY}")
    return user


def _member_or_404(panel, member_id):
    try:
        return queries.get_member(panel=panel, member_id=member_id)
    except queries.PanelNotFound as missing:
        raise Http404 from missing
