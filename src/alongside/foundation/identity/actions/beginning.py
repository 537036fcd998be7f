"""The first administrator of a new service, whom nobody can invite yet."""

from datetime import datetime

from django.db import transaction

from alongside.foundation.audit.actions import record

from .. import access, rules
from ..models import Agency, Membership, Role, User
from .inviting import invite
from .people import AccountRefused
from .setting_up import make_named

ADMINISTRATOR = "administrator"


@transaction.atomic
def appoint_first_administrator(*, name: str, email: str, service: str, link_for, at: datetime) -> tuple[User, str]:
    """Make the service's own agency and its first administrator, and invite them; only while there is none.

    Gives back the account and the key of its invitation. The roles must be there already.
    """
    held = Membership.objects.current().filter(role__permissions__contains=[access.SET_UP], user__is_active=True)
    if held.exists():
        raise AccountRefused("This service has an administrator already, who can add others on screen")
    email = email.strip().lower()
    if User.objects.filter(email=email).exists():
        raise AccountRefused("Someone has an account with this e-mail address already")
    agency = Agency.objects.filter(name__iexact=service).order_by("id").first() or make_named(
        Agency, service, kind=rules.AgencyKind.EARLY_HELP
    )
    user = User(email=email, name=name, kind=rules.UserKind.STAFF, agency=agency)
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, role=Role.objects.get(slug=ADMINISTRATOR), started_on=at.date())
    record("identity.first_administrator_appointed", subject=user, by=None, by_label="the command line", at=at)
    return user, invite(user=user, link_for=link_for, by=user, at=at)
