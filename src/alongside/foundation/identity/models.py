"""Agencies, their teams, the people who sign in and the roles they hold."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from alongside.foundation.references.rules import new_id

from . import rules


class Agency(models.Model):
    """An organisation that helps families, or asks for help for them."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=list(rules.AGENCY_KIND_WORDS.items()))
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    class Privacy:
        open = {"id", "slug", "name", "kind", "phone", "email", "is_active"}

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A group of people in one agency who share work."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=list(rules.TEAM_KIND_WORDS.items()))
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    class Privacy:
        open = {"id", "slug", "name", "kind", "agency", "phone", "email", "is_active"}

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """What someone may do, as a set of permissions that an administrator can change."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    for_whom = models.CharField(max_length=300, blank=True)
    permissions = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    offered = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    needs_second_factor = models.BooleanField(default=True)

    class Privacy:
        open = {"id", "slug", "name", "for_whom", "permissions", "offered", "needs_second_factor"}

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager):
    """Finds a person by e-mail address, whatever its capitals."""

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser):
    """Someone who can sign in: staff, a partner's staff, or a member of a family."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=10, choices=[(k, k) for k in rules.UserKind])
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="users")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Privacy:
        open = {"id", "kind", "agency", "is_active", "joined_at", "last_login", "job_title"}
        personal = {"email", "name", "phone"}
        sensitive = {"password"}

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique_whatever_its_capitals"),
            models.CheckConstraint(
                name="user_outside_a_family_has_an_agency",
                condition=Q(kind=rules.UserKind.FAMILY) | Q(agency__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def current_memberships(self) -> list["Membership"]:
        """The roles held now, in one query a request."""
        return list(self.memberships.current().select_related("role", "team").order_by("id"))

    @cached_property
    def permissions(self) -> frozenset[str]:
        """Everything this person's roles let them do."""
        if not self.is_active:
            return frozenset()
        return frozenset(p for m in self.current_memberships for p in m.role.permissions)

    @cached_property
    def team_ids(self) -> frozenset:
        """The teams this person works in now."""
        return frozenset(m.team_id for m in self.current_memberships if m.team_id)

    def may(self, permission: str) -> bool:
        """Whether any role held now carries the permission."""
        return permission in self.permissions


class MembershipQuerySet(models.QuerySet):
    def current(self) -> "MembershipQuerySet":
        """Those that have not ended."""
        return self.filter(ended_on__isnull=True)


class Membership(models.Model):
    """A role that someone holds, in a team where the role belongs to one."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.ForeignKey(Role, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="memberships")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Privacy:
        open = {"id", "user", "role", "team", "started_on", "ended_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role", "team"],
                condition=Q(ended_on__isnull=True),
                nulls_distinct=False,
                name="membership_is_held_once_at_a_time",
            ),
            models.CheckConstraint(
                name="membership_ends_on_or_after_it_started",
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role_id} since {self.started_on}"


class Invitation(models.Model):
    """A link by which someone sets their password and begins; it opens once and not for ever."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    key_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {"id", "user", "invited_by", "invited_at", "expires_at", "accepted_at"}
        sensitive = {"key_hash"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_expires_after_it_was_sent", condition=Q(expires_at__gt=F("invited_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.invited_at:%Y-%m-%d}"


class KnownAtOrganisation(models.Model):
    """Who somebody is where their organisation signs them in: its own lasting name for them, and no address."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_at")
    issuer = models.CharField(max_length=300)
    subject = models.CharField(max_length=255)
    known_since = models.DateTimeField()

    class Privacy:
        open = {"id", "user", "issuer", "known_since"}
        personal = {"subject"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="one_name_at_an_organisation_is_one_person"),
            models.UniqueConstraint(fields=["user", "issuer"], name="one_person_has_one_name_at_an_organisation"),
        ]

    def __str__(self) -> str:
        return f"Known at {self.issuer}"
