"""A contact, and each move it makes."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id

from .. import rules


def choices(words: dict) -> list[tuple[str, str]]:
    return [(str(value), label) for value, label in words.items()]


class ContactQuerySet(models.QuerySet):
    def waiting(self) -> "ContactQuerySet":
        """Those on which nobody has decided yet."""
        return self.filter(status__in=[rules.ContactStatus.RECEIVED, rules.ContactStatus.CONSIDERED])

    def with_page(self) -> "ContactQuerySet":
        """With what a list shows of each, in one query."""
        return self.select_related("agency", "locality", "assigned_to")


@pghistory.track()
class Contact(models.Model):
    """Someone told the front door about a child or family."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=20, choices=choices(rules.KIND_WORDS))
    route = models.CharField(max_length=20, choices=choices(rules.ROUTE_WORDS))
    status = models.CharField(max_length=20, choices=choices(rules.STATUS_WORDS), default=rules.ContactStatus.RECEIVED)
    received_at = models.DateTimeField()
    due_on = models.DateField()
    is_urgent = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    draft_id = models.UUIDField(null=True, blank=True, unique=True)
    row_digest = models.CharField(max_length=64, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts_taken"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts_assigned"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=2000, blank=True)

    asker_kind = models.CharField(max_length=20, choices=choices(rules.ASKER_WORDS))
    referrer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="contacts_asked"
    )
    agency = models.ForeignKey(
        "identity.Agency", null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )
    referrer_name = models.CharField(max_length=200)
    referrer_role = models.CharField(max_length=200, blank=True)
    referrer_organisation = models.CharField(max_length=200, blank=True)
    referrer_email = models.EmailField(blank=True)
    referrer_phone = models.CharField(max_length=40, blank=True)

    harm_rang = models.CharField(max_length=200, blank=True)
    worries = models.TextField()
    going_well = models.TextField(blank=True)
    tried = models.TextField(blank=True)
    family_wants = models.TextField(blank=True)
    family_view = models.CharField(max_length=20, choices=choices(rules.FAMILY_VIEW_WORDS))
    family_view_why = models.TextField(blank=True)

    home_lines = models.CharField(max_length=300, blank=True)
    home_postcode = models.CharField(max_length=8, blank=True)
    area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locality = models.ForeignKey(
        "places.Locality", null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )

    statutory_work = models.CharField(max_length=20, blank=True, choices=choices(rules.STATUTORY_WORDS))
    last_meeting_on = models.DateField(null=True, blank=True)
    named_lead = models.CharField(max_length=200, blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    family_said = models.TextField(blank=True)

    family = models.ForeignKey(
        "people.Family", null=True, blank=True, on_delete=models.PROTECT, related_name="contacts"
    )

    objects = ContactQuerySet.as_manager()

    class Privacy:
        open = {
            "id",
            "reference",
            "kind",
            "route",
            "status",
            "received_at",
            "due_on",
            "version",
            "draft_id",
            "row_digest",
            "taken_by",
            "assigned_to",
            "withdrawn_at",
            "asker_kind",
            "referrer",
            "agency",
            "area",
            "locality",
            "last_meeting_on",
            "family",
        }
        personal = {
            "referrer_name",
            "referrer_role",
            "referrer_organisation",
            "referrer_email",
            "referrer_phone",
            "home_lines",
            "home_postcode",
            "named_lead",
            "agreed_by",
        }
        sensitive = {
            "is_urgent",
            "withdrawn_why",
            "harm_rang",
            "worries",
            "going_well",
            "tried",
            "family_wants",
            "family_view",
            "family_view_why",
            "statutory_work",
            "family_said",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contact_has_a_moment_of_withdrawal_exactly_when_withdrawn",
                condition=Q(status=rules.ContactStatus.WITHDRAWN, withdrawn_at__isnull=False)
                | ~Q(status=rules.ContactStatus.WITHDRAWN) & Q(withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(
                name="contact_without_agreement_says_why",
                condition=Q(family_view=rules.FamilyView.AGREES) | ~Q(family_view_why=""),
            ),
            models.CheckConstraint(
                name="contact_stepped_down_says_from_what_and_to_whom",
                condition=~Q(route=rules.Route.STEP_DOWN)
                | (~Q(statutory_work="") & ~Q(agreed_by="") & Q(last_meeting_on__isnull=False)),
            ),
            models.CheckConstraint(name="contact_says_what_worries", condition=~Q(worries="")),
            models.UniqueConstraint(
                fields=["row_digest"], condition=~Q(row_digest=""), name="contact_is_taken_once_from_a_row"
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="contact_waiting",
                condition=Q(status__in=[rules.ContactStatus.RECEIVED, rules.ContactStatus.CONSIDERED]),
            ),
            models.Index(fields=["agency", "-received_at", "-id"], name="contact_of_agency"),
            models.Index(fields=["-received_at", "-id"], name="contact_by_arrival"),
            models.Index(fields=["family", "-received_at"], name="contact_of_family"),
            models.Index(fields=["home_postcode"], name="contact_by_home", condition=~Q(home_postcode="")),
        ]

    def __str__(self) -> str:
        return self.reference


class ContactMove(models.Model):
    """One move of a contact: from, to, by whom, when and why; never changed."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="moves")
    from_status = models.CharField(max_length=20, blank=True)
    to_status = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=2000, blank=True)

    class Privacy:
        open = {"id", "contact", "from_status", "to_status", "by", "at"}
        sensitive = {"why"}

    class Meta:
        indexes = [models.Index(fields=["contact", "at", "id"], name="move_of_contact")]

    def __str__(self) -> str:
        return self.to_status
