"""The catalogue of facts: what may be known of a person beyond a name, a birth and a home."""

from dataclasses import dataclass

from .kinds import Meaning


@dataclass(frozen=True)
class FactKey:
    """One thing that may be known of a person, and whether it needs special care."""

    key: str
    words: str
    hint: str = ""
    is_special_category: bool = False
    is_only_from_lists: bool = False


FACT_KEYS: dict[str, FactKey] = {
    one.key: one
    for one in (
        FactKey("gp_practice", "GP practice"),
        FactKey("health_visitor", "Health visitor"),
        FactKey("school", "School, nursery or college"),
        FactKey("year_group", "Year group"),
        FactKey("attendance", "School attendance", "As the school gives it, such as 84 % this term"),
        FactKey("send_support", "Special educational needs support", "Such as SEN support, or an EHC plan"),
        FactKey("disability", "Disability", is_special_category=True),
        FactKey("health_condition", "Health condition", is_special_category=True),
        FactKey(
            "ethnicity",
            "Ethnic group",
            "In the person’s own words, or as they chose from a list",
            is_special_category=True,
        ),
        FactKey("religion", "Religion or belief", is_special_category=True),
        FactKey("first_language", "First language"),
        FactKey("interpreter_needed", "Interpreter needed", "Which language or way of communicating"),
        FactKey("access_needs", "Access needs", "What makes it easier to meet, read or talk"),
        FactKey("immigration_status", "Immigration status"),
        FactKey("free_school_meals", "Free school meals"),
        FactKey("young_carer", "Young carer"),
        FactKey("housing_tenure", "Housing", "Such as council tenant, private tenant, temporary housing"),
        FactKey("employment", "Work, training or study"),
        FactKey("benefits", "Benefits"),
        FactKey("other_agencies", "Other agencies already helping"),
        FactKey(
            "mother_as_listed", "Mother, as a list names her", "Family name, then first names", is_only_from_lists=True
        ),
        FactKey(
            "father_as_listed", "Father, as a list names him", "Family name, then first names", is_only_from_lists=True
        ),
        FactKey(
            "nhs_number_as_listed", "NHS number that a list gives and that cannot be right", is_only_from_lists=True
        ),
        FactKey(
            "upn_as_listed", "Unique pupil number that a list gives and that cannot be right", is_only_from_lists=True
        ),
        FactKey("contact_preference", "Best way and time to be in touch"),
    )
}

LONGEST_VALUE = 2000


def problem_with_fact(*, key: str, meaning: Meaning, value: str) -> str:
    """A fact is either a value or one of the three blanks, never both; empty when nothing is wrong.

    Source: local default.
    """
    if key not in FACT_KEYS:
        return "That is not a fact we record"
    if meaning is Meaning.VALUE and not value:
        return "Write down what is known, or choose none, not asked, or not in our data"
    if meaning is not Meaning.VALUE and value:
        return "Either write down what is known, or choose why it is blank, not both"
    if len(value) > LONGEST_VALUE:
        return f"Use {LONGEST_VALUE} characters or fewer"
    return ""
