"""A person whom a contact tells of."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from alongside.foundation.references.rules import new_id
from alongside.people.rules import Sex

from .. import rules
from .contact import Contact, choices


@pghistory.track()
class ContactPerson(models.Model):
    """Someone a contact tells of, as told; and, once a worker has looked, who that is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="people")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10, choices=choices(rules.PART_WORDS))
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    relation = models.CharField(max_length=120, blank=True)
    born_on = models.DateField(null=True, blank=True)
    age = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, default=Sex.UNKNOWN, choices=[(k, k) for k in Sex])
    in_household = models.BooleanField(default=True)
    school = models.CharField(max_length=200, blank=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    match = models.CharField(max_length=20, blank=True, choices=choices(rules.MATCH_WORDS))
    person = models.ForeignKey("people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="told_of")
    perhaps = models.ForeignKey(
        "people.Person", null=True, blank=True, on_delete=models.PROTECT, related_name="perhaps_told_of"
    )
    matched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    matched_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        open = {"id", "contact", "position", "part", "match", "person", "perhaps", "matched_by", "matched_at"}
        personal = {
            "given_names",
            "family_name",
            "relation",
            "born_on",
            "age",
            "due_on",
            "sex",
            "in_household",
            "school",
            "nhs_number",
            "upn",
            "phone",
        }

    class Meta:
        indexes = [
            models.Index(fields=["born_on"], name="contact_person_by_birth", condition=Q(born_on__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["contact", "position"], name="contact_person_has_a_place_of_their_own"),
            models.CheckConstraint(
                name="contact_person_has_a_name_or_is_unborn",
                condition=~Q(given_names="", family_name="") | Q(due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="contact_person_found_the_same_is_someone_known",
                condition=~Q(match=rules.Match.SAME) | Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="contact_person_of_whom_we_are_not_sure_is_perhaps_someone",
                condition=~Q(match=rules.Match.NOT_SURE) | Q(perhaps__isnull=False),
            ),
            models.CheckConstraint(
                name="contact_person_matched_by_someone_at_some_time",
                condition=Q(match="") | Q(matched_by__isnull=False, matched_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Person {self.position}"

    @property
    def full_name(self) -> str:
        """How the person is named on a page."""
        return f"{self.given_names} {self.family_name}".strip() or "Unborn child"
