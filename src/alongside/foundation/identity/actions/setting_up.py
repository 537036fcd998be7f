"""Agencies, their teams, and what each role may do."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from alongside.foundation.access.rules import declared_permissions
from alongside.foundation.audit.actions import record

from .. import access, rules
from ..models import Agency, Role, Team, User


class SettingUpRefused(Exception):
    """Something could not be set up; the message is fit to show."""


def _check(by: User) -> None:
    if not by.may(access.SET_UP):
        raise SettingUpRefused("Your role cannot set up agencies and teams")


@transaction.atomic
def add_agency(
    *, name: str, kind: rules.AgencyKind, by: User, at: datetime, phone: str = "", email: str = ""
) -> Agency:
    """Add an agency that helps families or asks for help for them."""
    _check(by)
    agency = make_named(Agency, name, kind=kind, phone=phone, email=email)
    record("identity.agency_added", subject=agency, by=by, at=at)
    return agency


@transaction.atomic
def change_agency(
    *,
    agency: Agency,
    name: str,
    kind: rules.AgencyKind,
    phone: str,
    email: str,
    is_active: bool,
    by: User,
    at: datetime,
) -> Agency:
    """Rename an agency, change how it is reached, or close it."""
    _check(by)
    agency.name, agency.kind, agency.phone, agency.email = name, kind, phone, email
    agency.is_active = is_active
    agency.save()
    record("identity.agency_changed", subject=agency, by=by, at=at)
    return agency


@transaction.atomic
def add_team(
    *, name: str, kind: rules.TeamKind, agency: Agency, by: User, at: datetime, phone: str = "", email: str = ""
) -> Team:
    """Add a team to an agency."""
    _check(by)
    team = make_named(Team, name, kind=kind, agency=agency, phone=phone, email=email)
    record("identity.team_added", subject=team, by=by, at=at)
    return team


@transaction.atomic
def change_team(
    *,
    team: Team,
    name: str,
    kind: rules.TeamKind,
    phone: str,
    email: str,
    is_active: bool,
    by: User,
    at: datetime,
) -> Team:
    """Rename a team, change how it is reached, or close it once nobody works in it."""
    _check(by)
    if not is_active and team.memberships.current().exists():
        raise SettingUpRefused("People still work in this team. End their roles in it first")
    team.name, team.kind, team.phone, team.email, team.is_active = name, kind, phone, email, is_active
    team.save()
    record("identity.team_changed", subject=team, by=by, at=at)
    return team


@transaction.atomic
def set_permissions(*, role: Role, permissions: set[str], by: User, at: datetime) -> Role:
    """Change what a role may do; the administrator's hold on roles cannot be given away by mistake."""
    if not by.may(access.SET_ROLES):
        raise SettingUpRefused("Your role cannot change what roles may do")
    unknown = permissions - {one.code for one in declared_permissions()}
    if unknown:
        raise SettingUpRefused("This page is out of date. Open it again")
    role = Role.objects.select_for_update().get(id=role.id)
    if access.SET_ROLES in role.permissions and access.SET_ROLES not in permissions:
        others = Role.objects.filter(
            permissions__contains=[access.SET_ROLES],
            memberships__ended_on__isnull=True,
            memberships__user__is_active=True,
        ).exclude(id=role.id)
        if not others.exists():
            raise SettingUpRefused("Somebody must be able to change roles: leave this permission here")
    added, taken = permissions - set(role.permissions), set(role.permissions) - permissions
    role.permissions = sorted(permissions)
    role.save(update_fields=["permissions"])
    record("identity.permissions_set", subject=role, by=by, at=at, added=sorted(added), taken=sorted(taken))
    return role


def make_named(model, name: str, **facts):
    """An agency or team with an address of its own, made from its name."""
    slug = slugify(name)[:80]
    if not slug:
        raise SettingUpRefused("Enter a name with letters in it")
    try:
        with transaction.atomic():
            return model.objects.create(slug=slug, name=name, **facts)
    except IntegrityError as twice:
        raise SettingUpRefused(f"There is one named “{name}” already") from twice
