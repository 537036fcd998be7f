"""Writing what a person is found by, in the transaction that changes the person."""

from ..models import Address, Person, PersonName, SearchKey
from ..rules.clues import Known, clues_of, words_of
from .matching import write_match_record

MOST_POSTCODES = 6


def write_what_finds(person: Person) -> SearchKey:
    """Write, or write again, all that a person is found by: clues for a search by words, and the model's row."""
    write_match_record(person)
    return write_search_key(person)


def write_search_key(person: Person) -> SearchKey:
    """Write, or write again, what a person is found by: names, birth, numbers and open addresses."""
    others = list(PersonName.objects.filter(person=person).order_by("id"))
    postcodes = list(
        dict.fromkeys(
            Address.objects.filter(person=person, is_restricted=False)
            .exclude(postcode="")
            .order_by("until_on", "-as_of", "id")
            .values_list("postcode", flat=True)
        )
    )[:MOST_POSTCODES]
    known = Known(
        given=words_of(person.given_names, person.known_as, *(one.given_names for one in others)),
        family=words_of(person.family_name, *(one.family_name for one in others)),
        born_on=person.born_on,
        postcodes=tuple(postcode.replace(" ", "") for postcode in postcodes),
        numbers=tuple(number for number in (person.nhs_number, person.upn, person.reference) if number),
    )
    key, _ = SearchKey.objects.update_or_create(person=person, defaults=search_columns(known))
    return key


def search_columns(known: Known) -> dict:
    """The columns of a search key, for one row or for many at once."""
    return {
        "keys": clues_of(known),
        "given": " ".join(known.given)[:400],
        "family": " ".join(known.family)[:400],
        "born_on": known.born_on,
        "postcodes": " ".join(known.postcodes),
    }
