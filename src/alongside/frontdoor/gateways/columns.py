"""The columns of a file of requests, matched by name and never by position."""

from dataclasses import dataclass

MOST_CHILDREN = 5
MOST_ADULTS = 3


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, what is expected, and an invented example."""

    name: str
    holds: str
    expects: str = "words"
    is_needed: bool = False
    example: str = ""
    most: int = 20_000


def _children() -> list[Column]:
    columns = []
    for n in range(1, MOST_CHILDREN + 1):
        shown = n == 1
        columns += [
            Column(f"child_{n}_first_names", f"First names of child {n}", example="Mira" if shown else "", most=120),
            Column(f"child_{n}_family_name", f"Family name of child {n}", example="Ashdown" if shown else "", most=120),
            Column(
                f"child_{n}_date_of_birth",
                f"Date of birth of child {n}, if known",
                "a date such as 27/03/2019 or 2019-03-27, today or earlier",
                example="27/03/2019" if shown else "",
            ),
            Column(
                f"child_{n}_age",
                f"Age of child {n} in years, if the date of birth is not known",
                "a whole number from 0 to 25",
            ),
            Column(
                f"child_{n}_due_date",
                f"For a baby not yet born: the date child {n} is due",
                "a date such as 27/03/2027",
            ),
            Column(
                f"child_{n}_school",
                f"School, nursery or college of child {n}",
                example="Ashgrove Primary (invented)" if shown else "",
                most=200,
            ),
            Column(f"child_{n}_nhs_number", f"NHS number of child {n}", "10 figures, as on a letter from the NHS"),
            Column(f"child_{n}_upn", f"Unique pupil number of child {n}", "a letter, 11 figures, a figure or letter"),
        ]
    return columns


def _adults() -> list[Column]:
    columns = []
    for n in range(1, MOST_ADULTS + 1):
        shown = n == 1
        columns += [
            Column(f"adult_{n}_first_names", f"First names of adult {n}", example="Ines" if shown else "", most=120),
            Column(f"adult_{n}_family_name", f"Family name of adult {n}", example="Ashdown" if shown else "", most=120),
            Column(
                f"adult_{n}_relation",
                f"How adult {n} is related to the children",
                "parent, step-parent, grandparent, carer, aunt or uncle, sibling or other",
                example="parent" if shown else "",
            ),
            Column(f"adult_{n}_phone", f"Telephone number of adult {n}", most=40),
        ]
    return columns


COLUMNS: dict[str, Column] = {
    one.name: one
    for one in (
        Column("asked_by_name", "Name of whoever asks", "a name", is_needed=True, example="Joan Pryce", most=200),
        Column("asked_by_role", "Their role", example="Safeguarding lead", most=200),
        Column(
            "asked_by_organisation", "Their school or organisation", example="Ashgrove Primary (invented)", most=200
        ),
        Column(
            "asked_by_email",
            "Where we tell them what was decided",
            "an e-mail address",
            example="joan.pryce@example.org",
            most=254,
        ),
        Column("asked_by_phone", "Where we can ring them", example="01632 960 001", most=40),
        *_children(),
        *_adults(),
        Column("address", "The home’s address, without the postcode", example="4 Mill Lane", most=300),
        Column("postcode", "The home’s postcode", "a full postcode, such as OX4 3LP", example="OX4 3LP"),
        Column(
            "worries",
            "What worries you",
            "at least a few words",
            is_needed=True,
            example="Mira is often late and tired, and her mother has asked for help with mornings.",
        ),
        Column("going_well", "What is going well", example="Mira loves reading and has good friends."),
        Column("tried", "What has been tried", example="Breakfast club since January."),
        Column("family_wants", "What the family wants", example="Help with a calm start to the day."),
        Column(
            "family_agrees",
            "Whether the family knows and agrees",
            "yes, no, or does not know",
            is_needed=True,
            example="yes",
        ),
        Column("why_not_agreed", "Why the family has not agreed or does not know"),
    )
}


def template() -> list[list[str]]:
    """Every column and one invented row, to be filled in."""
    return [list(COLUMNS), [column.example for column in COLUMNS.values()]]
