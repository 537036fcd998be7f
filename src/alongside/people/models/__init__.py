"""People, families, and what is known of them."""

from .agreements import Agreement, SharingBasis
from .drift import DriftReport
from .families import Family, FamilyMember, Relationship
from .links import FamilyAsOne, FamilyLink, OneFamily, OnePerson, PersonAsOne, PersonLink, Sorting, among
from .lists import ListAgreement, ListRow, ListRun
from .matching import ListedPerson, MatchFrequency, MatchRecord, MatchStale
from .pairs import Opinion, Pair, PairQuestion
from .persons import Address, Fact, Person, PersonName, SearchKey
from .weights import Learning, MatchModel

__all__ = [
    "Address",
    "Agreement",
    "DriftReport",
    "Fact",
    "Family",
    "FamilyAsOne",
    "FamilyLink",
    "FamilyMember",
    "Learning",
    "ListAgreement",
    "ListRow",
    "ListRun",
    "ListedPerson",
    "MatchFrequency",
    "MatchModel",
    "MatchRecord",
    "MatchStale",
    "OneFamily",
    "OnePerson",
    "Opinion",
    "Pair",
    "PairQuestion",
    "Person",
    "PersonAsOne",
    "PersonLink",
    "PersonName",
    "Relationship",
    "SearchKey",
    "SharingBasis",
    "Sorting",
    "among",
]
