"""Who is in a family, how people are related, and what a blank means."""

from datetime import date
from enum import StrEnum


class BirthPrecision(StrEnum):
    """How well a date of birth is known."""

    EXACT = "exact"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"
    DUE = "due"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class FamilyRole(StrEnum):
    """A person's part in a family."""

    CHILD = "child"
    PARENT = "parent"
    CARER = "carer"
    OTHER = "other"


FAMILY_ROLE_WORDS = {
    FamilyRole.CHILD: "Child",
    FamilyRole.PARENT: "Parent",
    FamilyRole.CARER: "Carer",
    FamilyRole.OTHER: "Someone else in the family",
}


class RelationKind(StrEnum):
    """How one person is related to another, read from the first to the second."""

    PARENT = "parent"
    STEP_PARENT = "step_parent"
    GRANDPARENT = "grandparent"
    SIBLING = "sibling"
    HALF_SIBLING = "half_sibling"
    STEP_SIBLING = "step_sibling"
    TWIN = "twin"
    PARTNER = "partner"
    FORMER_PARTNER = "former_partner"
    AUNT_OR_UNCLE = "aunt_or_uncle"
    CARER = "carer"
    OTHER = "other"


RELATION_WORDS = {
    RelationKind.PARENT: "parent of",
    RelationKind.STEP_PARENT: "step-parent of",
    RelationKind.GRANDPARENT: "grandparent of",
    RelationKind.SIBLING: "brother or sister of",
    RelationKind.HALF_SIBLING: "half-brother or half-sister of",
    RelationKind.STEP_SIBLING: "step-brother or step-sister of",
    RelationKind.TWIN: "twin of",
    RelationKind.PARTNER: "partner of",
    RelationKind.FORMER_PARTNER: "former partner of",
    RelationKind.AUNT_OR_UNCLE: "aunt or uncle of",
    RelationKind.CARER: "carer of",
    RelationKind.OTHER: "connected to",
}


class Meaning(StrEnum):
    """What stands in a fact's place: a value, or one of three different blanks."""

    VALUE = "value"
    NONE = "none"
    NOT_ASKED = "not_asked"
    NOT_IN_OUR_DATA = "not_in_our_data"


MEANING_WORDS = {
    Meaning.VALUE: "",
    Meaning.NONE: "None",
    Meaning.NOT_ASKED: "Not asked",
    Meaning.NOT_IN_OUR_DATA: "Not in our data",
}


class AgreementAnswer(StrEnum):
    """What someone said when asked whether an agency may be told."""

    AGREED = "agreed"
    REFUSED = "refused"
    NOT_ABLE = "not_able"


class LawfulBasis(StrEnum):
    """Why the law lets information be shared; this is not the family's agreement.

    Source: UK GDPR Articles 6 and 9; Data Protection Act 2018, Schedule 1.
    """

    PUBLIC_TASK = "public_task"
    LEGAL_OBLIGATION = "legal_obligation"
    VITAL_INTERESTS = "vital_interests"
    SAFEGUARDING = "safeguarding"
    CRIME = "crime"
    COURT = "court"


LAWFUL_BASIS_WORDS = {
    LawfulBasis.PUBLIC_TASK: "Public task, for social care or health (Article 6(1)(e) and 9(2)(h))",
    LawfulBasis.LEGAL_OBLIGATION: "Legal obligation (Article 6(1)(c))",
    LawfulBasis.VITAL_INTERESTS: "Vital interests (Article 6(1)(d) and 9(2)(c))",
    LawfulBasis.SAFEGUARDING: "Safeguarding a child or adult at risk (Article 9(2)(g))",
    LawfulBasis.CRIME: "Preventing or detecting crime",
    LawfulBasis.COURT: "A court’s order",
}

OLDEST_AGE = 120


def problem_with_birth_date(born_on: date | None, *, today: date) -> str:
    """What is wrong with a date of birth, in words fit to show; empty when nothing is.

    Source: local default.
    """
    if born_on is None:
        return ""
    if born_on > today:
        return "The date of birth is in the future. For an unborn child, give the due date instead"
    if born_on.year < today.year - OLDEST_AGE:
        return f"The date of birth is more than {OLDEST_AGE} years ago. Check the year"
    return ""


def is_asked_for_themselves(*, age: int | None, asked_from_age: int) -> bool:
    """A young person of thirteen or over is asked for themselves whether information may be shared.

    Source: local default (practice in Devon); capacity counts, not age alone.
    """
    return age is not None and age >= asked_from_age


def is_agreement_in_force(*, answer: AgreementAnswer, given_on: date, withdrawn_on: date | None, on: date) -> bool:
    """An agreement holds from the day it was given until the day it is withdrawn.

    Source: local default.
    """
    if answer is not AgreementAnswer.AGREED or on < given_on:
        return False
    return withdrawn_on is None or on < withdrawn_on
