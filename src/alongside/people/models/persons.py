"""A person, their names and addresses, and each fact with its source."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from alongside.foundation.references.rules import new_id

from .. import rules


@pghistory.track()
class Person(models.Model):
    """A child, parent or anyone else in or near a family."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    known_as = models.CharField(max_length=120, blank=True)
    sort_name = models.CharField(max_length=250, db_index=True)
    born_on = models.DateField(null=True, blank=True, db_index=True)
    birth_precision = models.CharField(
        max_length=10, default=rules.BirthPrecision.UNKNOWN, choices=[(k, k) for k in rules.BirthPrecision]
    )
    due_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=10, default=rules.Sex.UNKNOWN, choices=[(k, k) for k in rules.Sex])
    nhs_number = models.CharField(max_length=10, blank=True)
    upn = models.CharField(max_length=13, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="person"
    )
    version = models.PositiveIntegerField(default=1)
    recorded_at = models.DateTimeField()

    class Privacy:
        open = {"id", "reference", "birth_precision", "account", "version", "recorded_at"}
        personal = {
            "given_names",
            "family_name",
            "known_as",
            "sort_name",
            "born_on",
            "due_on",
            "died_on",
            "sex",
            "nhs_number",
            "upn",
            "phone",
            "email",
        }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_has_a_name_or_is_unborn",
                condition=~Q(given_names="", family_name="", known_as="") | Q(due_on__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["nhs_number"], condition=~Q(nhs_number=""), name="person_has_an_nhs_number_of_their_own"
            ),
        ]
        indexes = [models.Index(fields=["upn"], name="person_by_upn", condition=~Q(upn=""))]

    def __str__(self) -> str:
        return self.reference

    @property
    def full_name(self) -> str:
        """How the person is named on a page."""
        given = self.known_as or self.given_names
        name = f"{given} {self.family_name}".strip()
        return name or "Unborn child"


class PersonName(models.Model):
    """Another name that a person has or had."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_names")
    given_names = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40, default="also known as")

    class Privacy:
        open = {"id", "person", "kind"}
        personal = {"given_names", "family_name"}

    def __str__(self) -> str:
        return self.kind


class Address(models.Model):
    """Where a person lives or lived, placed in its area, locality and so its hub."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    lines = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=8, blank=True, db_index=True)
    area = models.ForeignKey("places.Area", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    locality = models.ForeignKey("places.Locality", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_restricted = models.BooleanField(default=False)
    from_on = models.DateField(null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=120)
    as_of = models.DateField()

    class Privacy:
        open = {"id", "person", "area", "locality", "is_restricted", "source", "as_of"}
        personal = {"lines", "postcode", "from_on", "until_on"}

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="address_now", condition=Q(until_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return "Address"


class Fact(models.Model):
    """One thing known of a person, with where it came from and when; the home of that fact."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="facts")
    key = models.CharField(max_length=60)
    value = models.TextField(blank=True)
    meaning = models.CharField(max_length=20, choices=[(k, k) for k in rules.Meaning])
    source = models.CharField(max_length=120)
    as_of = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    is_current = models.BooleanField(default=True)

    class Privacy:
        open = {"id", "person", "key", "meaning", "source", "as_of", "recorded_by", "recorded_at", "is_current"}
        sensitive = {"value"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "key"], condition=Q(is_current=True), name="fact_has_one_current_value"
            ),
            models.CheckConstraint(
                name="fact_has_a_value_exactly_when_it_says_so",
                condition=Q(meaning=rules.Meaning.VALUE) & ~Q(value="") | ~Q(meaning=rules.Meaning.VALUE) & Q(value=""),
            ),
        ]

    def __str__(self) -> str:
        return self.key


class SearchKey(models.Model):
    """What a person is found by, written with the person in one transaction.

    `keys` are the hashed clues of `rules.clues`; beside them stands what a likeness is judged by, so that
    one row answers. Restricted addresses are left out: nobody is found, or placed, by one.
    """

    person = models.OneToOneField(Person, primary_key=True, on_delete=models.CASCADE, related_name="search_key")
    keys = ArrayField(models.IntegerField())
    given = models.CharField(max_length=400, blank=True)
    family = models.CharField(max_length=400, blank=True)
    born_on = models.DateField(null=True, blank=True)
    postcodes = models.CharField(max_length=200, blank=True)

    class Privacy:
        open = {"person"}
        personal = {"keys", "given", "family", "born_on", "postcodes"}

    class Meta:
        indexes = [
            GinIndex(fields=["keys"], name="search_by_keys", opclasses=["gin__int_ops"], fastupdate=False),
            GinIndex(
                OpClass(F("given"), "gin_trgm_ops"),
                OpClass(F("family"), "gin_trgm_ops"),
                name="search_by_spelling",
                fastupdate=False,
            ),
        ]

    def __str__(self) -> str:
        return "Search key"
