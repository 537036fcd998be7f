"""Kinds of panel, panels, and who sits on them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from alongside.foundation.identity.models import Agency, User
from alongside.foundation.identity.rules import UserKind

from .. import access, rules
from ..models import Panel, PanelKind, PanelMember
from .granting import let_go_of_member
from .inviting import call_off_member, follow_substitute, invite_member
from .refusals import PanelRefused, lock_panel, noted, refuse_stale, tidy

if TYPE_CHECKING:
    from alongside.places.models import District

NOT_YOURS = "Your role cannot set up panels"


def ensure_kinds(*, from_on: date) -> list[PanelKind]:
    """Put in the kinds of panel that the product ships, in the version it ships; later versions stand beside."""
    return [
        PanelKind.objects.get_or_create(
            key=one.key,
            version=rules.KINDS_VERSION,
            defaults={
                "name": one.name,
                "full_name": one.full_name,
                "purpose": one.purpose,
                "reach": one.reach,
                "cadence": one.cadence,
                "length_minutes": one.length_minutes,
                "slot_minutes": one.slot_minutes,
                "papers_working_days": one.papers_working_days,
                "quorum": one.quorum.as_data(),
                "paper_parts": list(one.paper_parts),
                "source": one.source,
                "from_on": from_on,
            },
        )[0]
        for one in rules.DEFAULT_KINDS
    ]


@transaction.atomic
def name_kind(
    *,
    name: str,
    full_name: str,
    purpose: str,
    like: PanelKind,
    paper_parts: tuple[str, ...],
    from_on: date,
    by: User,
    at: datetime,
) -> PanelKind:
    """Name a kind of panel of the council's own, starting from another; the same name again is its next version."""
    if not by.may(access.SET_UP):
        raise PanelRefused(NOT_YOURS)
    name = tidy(name, needed="Enter a name")
    key = slugify(name)
    number = PanelKind.objects.filter(key=key).count() + 1
    kind = PanelKind.objects.create(
        key=key,
        version=f"local {number}",
        name=name,
        full_name=tidy(full_name) or name,
        purpose=tidy(purpose, needed="Say what this kind of panel is for"),
        reach=like.reach,
        cadence=like.cadence,
        length_minutes=like.length_minutes,
        slot_minutes=like.slot_minutes,
        papers_working_days=like.papers_working_days,
        quorum=like.quorum,
        paper_parts=[part for part in rules.PAPER_PARTS if part in paper_parts],
        source=f"Named here, starting from {like.name}",
        from_on=from_on,
    )
    noted("kind_named", kind, by=by, at=at)
    return kind


@transaction.atomic
def set_up_panel(
    *,
    kind: PanelKind,
    name: str,
    weekday: int,
    starts_at: time,
    by: User,
    at: datetime,
    district: District | None = None,
    cadence: str = "",
    nth: int = 1,
    length_minutes: int | None = None,
    slot_minutes: int | None = None,
    papers_working_days: int | None = None,
    place: str = "",
    link: str = "",
    quorum: rules.Quorum | None = None,
    refers_up_to: Panel | None = None,
) -> Panel:
    """Set up a panel of a kind; what is not said is taken from its kind."""
    if not by.may(access.SET_UP):
        raise PanelRefused(NOT_YOURS)
    name = tidy(name, needed="Enter the panel’s name")
    if kind.reach == rules.Reach.DISTRICT and district is None:
        raise PanelRefused(f"Choose the district that this {kind.name} is for")
    _refuse_length(length_minutes or kind.length_minutes, slot_minutes or kind.slot_minutes)
    try:
        with transaction.atomic():
            panel = Panel.objects.create(
                slug=slugify(name)[:80],
                name=name,
                kind=kind,
                district=district if kind.reach == rules.Reach.DISTRICT else None,
                cadence=cadence or kind.cadence,
                weekday=weekday,
                nth=nth,
                starts_at=starts_at,
                length_minutes=length_minutes or kind.length_minutes,
                slot_minutes=slot_minutes or kind.slot_minutes,
                papers_working_days=kind.papers_working_days if papers_working_days is None else papers_working_days,
                place=tidy(place),
                link=tidy(link),
                quorum=quorum.as_data() if quorum else kind.quorum,
                refers_up_to=refers_up_to,
            )
    except IntegrityError as twice:
        raise PanelRefused("There is a panel of this name already") from twice
    noted("panel_set_up", panel, by=by, at=at)
    return panel


@transaction.atomic
def change_panel(*, panel: Panel, version: int, by: User, at: datetime, quorum: rules.Quorum, **facts) -> Panel:
    """Change what a panel is from now on; sittings planned already stay as they are."""
    panel = lock_panel(panel)
    if not by.may(access.SET_UP):
        raise PanelRefused(NOT_YOURS)
    refuse_stale(panel, version)
    _refuse_length(facts["length_minutes"], facts["slot_minutes"])
    if facts.get("refers_up_to") == panel:
        raise PanelRefused("A panel refers up to another panel, not to itself")
    for name in ("cadence", "weekday", "nth", "starts_at", "length_minutes", "slot_minutes", "papers_working_days",
                 "place", "link", "refers_up_to", "is_active"):  # fmt: skip
        setattr(panel, name, facts[name])
    panel.quorum = quorum.as_data()
    panel.version += 1
    panel.save()
    noted("panel_changed", panel, by=by, at=at)
    return panel


def _refuse_length(length: int, slot: int) -> None:
    if slot < 1 or length < slot:
        raise PanelRefused("A sitting must be long enough for one item")


@transaction.atomic
def seat_member(
    *,
    panel: Panel,
    user: User,
    part: rules.Part,
    by: User,
    at: datetime,
    limit_pence: int = 0,
    substitute: User | None = None,
    agency: Agency | None = None,
    is_told: bool = True,
) -> PanelMember:
    """Give someone a place on a panel for their agency, with a named substitute; they get its calendar."""
    panel = lock_panel(panel)
    if not by.may(access.SET_UP):
        raise PanelRefused(NOT_YOURS)
    agency = agency or user.agency
    _refuse_seat(user, substitute, agency, part)
    held = PanelMember.objects.filter(panel=panel, user=user, until_on__isnull=True).first()
    if held is not None:
        return held
    _refuse_second_chair(panel, part)
    member = PanelMember.objects.create(
        panel=panel,
        user=user,
        agency=agency,
        part=part,
        limit_pence=limit_pence,
        substitute=substitute,
        from_on=at.date(),
    )
    noted("member_seated", member, by=by, at=at, part=str(part), limit_pence=limit_pence)
    if is_told:
        invite_member(member, at=at)
    return member


@transaction.atomic
def change_member(
    *, member: PanelMember, part: rules.Part, limit_pence: int, substitute: User | None, by: User, at: datetime
) -> PanelMember:
    """Change someone's part, delegated limit or substitute."""
    panel = lock_panel(member.panel)
    if not by.may(access.SET_UP):
        raise PanelRefused(NOT_YOURS)
    member = (
        PanelMember.objects.select_for_update(of=("self",))
        .select_related("user", "agency", "panel", "substitute")
        .get(id=member.id)
    )
    if member.until_on is not None:
        raise PanelRefused("This place on the panel has ended")
    _refuse_seat(member.user, substitute, member.agency, part)
    if part == rules.Part.CHAIR and member.part != part:
        _refuse_second_chair(panel, part)
    before = member.substitute
    member.part, member.limit_pence, member.substitute = part, limit_pence, substitute
    member.save(update_fields=["part", "limit_pence", "substitute"])
    follow_substitute(member, before=before, at=at)
    noted("member_changed", member, by=by, at=at, part=str(part), limit_pence=limit_pence)
    return member


@transaction.atomic
def end_membership(*, member: PanelMember, by: User, at: datetime) -> PanelMember:
    """End someone's place on a panel: it leaves their calendar, and its families close to them."""
    lock_panel(member.panel)
    if not by.may(access.SET_UP):
        raise PanelRefused(NOT_YOURS)
    member = (
        PanelMember.objects.select_for_update(of=("self",))
        .select_related("user", "panel", "substitute")
        .get(id=member.id)
    )
    if member.until_on is not None:
        return member
    member.until_on = max(at.date(), member.from_on)
    member.save(update_fields=["until_on"])
    let_go_of_member(member, at=at)
    noted("membership_ended", member, by=by, at=at)
    call_off_member(member, at=at)
    return member


def _refuse_seat(user: User, substitute: User | None, agency: Agency | None, part: rules.Part) -> None:
    for one in filter(None, (user, substitute)):
        if not one.is_active or one.kind == UserKind.FAMILY:
            raise PanelRefused(f"{one.name} cannot sit on a panel. Choose someone who works for an agency")
        if not one.may(access.SIT):
            raise PanelRefused(f"{one.name}’s role cannot sit on a panel. An administrator can give them one that can")
    if agency is None:
        raise PanelRefused("Say for which agency they sit")
    if part == rules.Part.CLERK and not user.may(access.CLERK):
        raise PanelRefused(f"{user.name}’s role cannot keep a panel’s agenda. Choose a panel clerk")
    if substitute is not None and substitute.id == user.id:
        raise PanelRefused("Choose someone else to stand in")


def _refuse_second_chair(panel: Panel, part: rules.Part) -> None:
    if part != rules.Part.CHAIR:
        return
    chair = PanelMember.objects.filter(panel=panel, part=part, until_on__isnull=True).select_related("user").first()
    if chair is not None:
        raise PanelRefused(f"{chair.user.name} is in the chair. Change their part first")
