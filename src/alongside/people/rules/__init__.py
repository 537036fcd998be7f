"""Who is in a family, what is known of a person, and who someone being looked for may be."""

from .facts import FACT_KEYS, FactKey, problem_with_fact
from .kinds import (
    FAMILY_ROLE_WORDS,
    LAWFUL_BASIS_WORDS,
    MEANING_WORDS,
    MUTUAL_RELATIONS,
    OLDEST_AGE,
    RELATION_WORDS,
    SEX_WORDS,
    SHARING_PURPOSES,
    AgreementAnswer,
    BirthPrecision,
    FamilyRole,
    LawfulBasis,
    Meaning,
    RelationKind,
    Sex,
    SharingPurpose,
    is_agreement_in_force,
    is_asked_for_themselves,
    opens_the_record,
    problem_with_birth_date,
    problem_with_due_date,
    spoken_birth,
)

__all__ = [
    "FACT_KEYS", "FAMILY_ROLE_WORDS", "LAWFUL_BASIS_WORDS", "MEANING_WORDS", "MUTUAL_RELATIONS", "OLDEST_AGE", "RELATION_WORDS",
    "SEX_WORDS", "SHARING_PURPOSES", "AgreementAnswer", "BirthPrecision", "FactKey", "FamilyRole", "LawfulBasis",
    "Meaning", "RelationKind", "Sex", "SharingPurpose", "is_agreement_in_force", "is_asked_for_themselves",
    "opens_the_record", "problem_with_birth_date", "problem_with_due_date", "problem_with_fact", "spoken_birth",
]
