"""What is said of who may be on record while somebody is typed."""

MOST_LOOKS_A_MINUTE = 60
"""How often one signed-in person may look in a minute while typing; more is no typing. A local default."""

NOT_YET = "Type a name with a date of birth or a postcode, and we tell you here who may be on record."


def said_so_far(*, name: str, is_enough: bool, people: int, kin: int) -> str:
    """How many people on record may be somebody who is being typed, in one calm sentence."""
    who = name or "this person"
    if not is_enough:
        return NOT_YET
    if people:
        return f"{people} {_people(people)} on record may be {who}."
    if kin:
        return f"Nobody on record may be {who}. {kin} {_people(kin)} on record may be of the family."
    return f"Nobody on record is like {who} so far."


def _people(number: int) -> str:
    return "person" if number == 1 else "people"
