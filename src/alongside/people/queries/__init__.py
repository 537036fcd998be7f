"""Finding people and families, and reading what is known of them."""

from .families import (
    FamilyNotFound,
    PersonNotFound,
    address_of,
    families_of,
    family_members,
    get_family,
    get_person,
    list_addresses,
    list_agreements,
    list_relationships,
    list_sharing_bases,
)
from .facts import KnownFact, known_facts
from .found import Found, FoundFamily
from .search import Sought, likely_people, search_people

__all__ = [
    "FamilyNotFound", "Found", "FoundFamily", "KnownFact", "PersonNotFound", "Sought", "address_of", "families_of",
    "family_members", "get_family", "get_person", "known_facts", "likely_people", "list_addresses", "list_agreements",
    "list_relationships", "list_sharing_bases", "search_people",
]
