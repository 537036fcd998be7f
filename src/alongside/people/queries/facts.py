"""Reading what is known of a person, each fact with its source and date."""

from dataclasses import dataclass
from datetime import date

from .. import rules
from ..models import Fact, Person
from .ones import records_of_person


@dataclass(frozen=True)
class KnownFact:
    """One thing known of a person, or which blank stands in its place."""

    key: str
    words: str
    value: str
    meaning: rules.Meaning
    source: str
    as_of: date | None

    @property
    def shown(self) -> str:
        """What a page shows: the value, or what its blank means."""
        return self.value or rules.MEANING_WORDS[self.meaning]


def known_facts(person: Person, *, with_unasked: bool = False) -> list[KnownFact]:
    """What is known of a person, in the order of the catalogue; with the rest as not asked, if wished."""
    known = Fact.objects.filter(person__in=records_of_person(person.id), is_current=True)
    stated = {fact.key: fact for fact in known.order_by("as_of", "id")}
    found = []
    for key, one in rules.FACT_KEYS.items():
        if fact := stated.get(key):
            found.append(KnownFact(key, one.words, fact.value, rules.Meaning(fact.meaning), fact.source, fact.as_of))
        elif with_unasked and not one.is_only_from_lists:
            found.append(KnownFact(key, one.words, "", rules.Meaning.NOT_ASKED, "", None))
    return found
