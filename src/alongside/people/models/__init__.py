"""People, families, and what is known of them."""

from .agreements import Agreement, SharingBasis
from .families import Family, FamilyMember, Relationship
from .persons import Address, Fact, Person, PersonName, SearchKey

__all__ = [
    "Address",
    "Agreement",
    "Fact",
    "Family",
    "FamilyMember",
    "Person",
    "PersonName",
    "Relationship",
    "SearchKey",
    "SharingBasis",
]
