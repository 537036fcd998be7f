"""The same drawing in words, for whoever hears or prints the page."""

from .family import SYMMETRIC, Kin, Someone

TIE_WORDS = {
    "child": "child of",
    "parent": "parent of",
    "step_parent": "step-parent of",
    "grandparent": "grandparent of",
    "sibling": "brother or sister of",
    "half_sibling": "half-brother or half-sister of",
    "step_sibling": "step-brother or step-sister of",
    "twin": "twin of",
    "partner": "partner of",
    "former_partner": "former partner of",
    "aunt_or_uncle": "aunt or uncle of",
    "carer": "carer of",
    "other": "connected to",
}


def words_of(kin: Kin, rows: dict[str, int]) -> tuple[str, ...]:
    """One sentence or two for each person, the oldest generation first."""
    ordered = sorted(kin.people, key=lambda one: (rows[one], kin.born[one]))
    return tuple(_sentence(kin.people[one], kin) for one in ordered)


def summary_of(kin: Kin) -> str:
    """What the drawing shows, in one line, without naming anyone."""
    total = len(kin.people)
    children = sum(one.is_child for one in kin.people.values())
    home = sum(one.in_household for one in kin.people.values())
    people = "1 person" if total == 1 else f"{total} people"
    theirs = "1 child" if children == 1 else f"{children} children"
    return f"Family drawing of {people}, with {theirs} of the family; {home} in the family home"


def _sentence(one: Someone, kin: Kin) -> str:
    facts = [one.label] if one.label else []
    if one.is_child:
        facts.append("a child of the family")
    if one.is_dead:
        facts.append("has died")
    else:
        facts.append("lives in the family home" if one.in_household else "lives elsewhere")
    ties = _ties(one, kin)
    return f"{one.name}: {', '.join(facts)}.{' ' + _capital('; '.join(ties)) + '.' if ties else ''}"


def _ties(one: Someone, kin: Kin) -> list[str]:
    grouped: dict[str, list[str]] = {}
    if parents := kin.parents.get(one.id):
        grouped["child"] = [kin.people[parent].name for parent in parents]
    for tie in kin.ties:
        if tie.person == one.id:
            grouped.setdefault(tie.kind, []).append(kin.people[tie.other].name)
        elif tie.other == one.id and tie.kind in SYMMETRIC:
            grouped.setdefault(tie.kind, []).append(kin.people[tie.person].name)
    return [f"{TIE_WORDS[kind]} {_list(list(dict.fromkeys(names)))}" for kind, names in grouped.items()]


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
