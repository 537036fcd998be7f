"""Who is in a family, how people are related, and what a blank means."""

from datetime import date, timedelta
from enum import StrEnum

from alongside.values.ages import spoken_age
from alongside.values.dates import spoken_date


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


SEX_WORDS = {
    Sex.FEMALE: "Female",
    Sex.MALE: "Male",
    Sex.OTHER: "Another way",
    Sex.UNKNOWN: "Not known",
}


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


MUTUAL_RELATIONS = frozenset(
    {
        RelationKind.SIBLING,
        RelationKind.HALF_SIBLING,
        RelationKind.STEP_SIBLING,
        RelationKind.TWIN,
        RelationKind.PARTNER,
        RelationKind.FORMER_PARTNER,
        RelationKind.OTHER,
    }
)
"""Those that read the same from either side."""


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


class SharingPurpose(StrEnum):
    """What an agency is told or shown things for; a family answers about each."""

    PLAN_TOGETHER = "plan_together"
    ASK = "ask"
    TELL = "tell"


SHARING_PURPOSES = {
    SharingPurpose.PLAN_TOGETHER: "Plan together: they can see this family’s record",
    SharingPurpose.ASK: "We may ask them what they know",
    SharingPurpose.TELL: "We may tell them what was agreed",
}

OLDEST_AGE = 120
LONGEST_WAIT_FOR_A_BIRTH_DAYS = 300


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


def problem_with_due_date(due_on: date | None, *, today: date) -> str:
    """What is wrong with the day a baby is due, in words fit to show; empty when nothing is.

    Source: local default.
    """
    if due_on is not None and due_on > today + timedelta(days=LONGEST_WAIT_FOR_A_BIRTH_DAYS):
        return "The due date is more than ten months away. Check the month and year"
    return ""


def opens_the_record(purpose: str, answer: AgreementAnswer) -> bool:
    """A family that agrees to plan together with an agency lets it see the record; nothing else does.

    Source: local default.
    """
    return purpose == SharingPurpose.PLAN_TOGETHER and answer is AgreementAnswer.AGREED


def spoken_birth(*, born_on: date | None, precision: BirthPrecision, due_on: date | None, today: date) -> str:
    """What is known of someone's birth and age, as one would say it.

    Source: local default.
    """
    if born_on is None:
        return f"Unborn, due {spoken_date(due_on)}" if due_on else "Date of birth not known"
    if born_on > today:
        return f"Born {spoken_date(born_on)}"
    age = spoken_age(born_on, today)
    match precision:
        case BirthPrecision.MONTH:
            return f"About {age}, born in {spoken_date(born_on).partition(' ')[2]}"
        case BirthPrecision.YEAR:
            return f"About {age}, born in {born_on.year}"
        case BirthPrecision.ESTIMATED:
            return f"About {age}, date of birth estimated"
        case _:
            return f"{age}, born {spoken_date(born_on)}"


def is_asked_for_themselves(*, age: int | None, asked_from_age: int) -> bool:
    """A young person of thirteen or over is asked for themselves whether information may be shared.

    Source: local default (practice in Devon); capacity counts, not age alone.
    """
    return age is not None and age >= asked_from_age


def family_title(name: str) -> str:
    """A family is called by its name and the word family, which is never said twice.

    Source: local default.
    """
    return name if name.casefold().endswith("family") else f"{name} family"


def is_agreement_in_force(*, answer: AgreementAnswer, given_on: date, withdrawn_on: date | None, on: date) -> bool:
    """An agreement holds from the day it was given until the day it is withdrawn.

    Source: local default.
    """
    if answer is not AgreementAnswer.AGREED or on < given_on:
        return False
    return withdrawn_on is None or on < withdrawn_on
