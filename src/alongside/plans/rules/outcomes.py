"""The outcomes shipped with the product, as one dated version, and where an assessment’s headings lead."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class ShippedOutcome:
    """One headline outcome, by a key that stays the same."""

    key: str
    title: str


@dataclass(frozen=True)
class ShippedFramework:
    """One version of the outcomes, with the day from which it is in force."""

    version: str
    title: str
    from_on: date
    source: str
    outcomes: tuple[ShippedOutcome, ...]


SUPPORTING_FAMILIES = ShippedFramework(
    version="supporting-families-2022",
    title="Supporting Families outcomes",
    from_on=date(2022, 10, 3),
    source="Supporting Families programme guidance 2022 to 2025, chapters 2 to 5 (Open Government Licence v3)",
    outcomes=(
        ShippedOutcome("education", "Getting a good education"),
        ShippedOutcome("early_years", "Good early years development"),
        ShippedOutcome("health", "Improved mental and physical health"),
        ShippedOutcome("substances", "Better managed substance use"),
        ShippedOutcome("relationships", "Improved family relationships"),
        ShippedOutcome("safe_from_harm", "Children safe from abuse and exploitation"),
        ShippedOutcome("crime", "Families diverted from crime"),
        ShippedOutcome("domestic_abuse", "Safe from domestic abuse"),
        ShippedOutcome("housing", "Secure housing"),
        ShippedOutcome("money", "Financial stability"),
    ),
)
FRAMEWORKS = (SUPPORTING_FAMILIES,)

_LEADS_TO = {
    "health": "health",
    "physical": "health",
    "emotional": "health",
    "identity": "health",
    "speech": "early_years",
    "behaviour": "relationships",
    "relationships": "relationships",
    "learning": "education",
    "basic_care": "safe_from_harm",
    "warmth": "relationships",
    "guidance": "relationships",
    "functioning": "relationships",
    "wider_family": "relationships",
}


def suggested_outcome(heading_key: str) -> str:
    """A worry from the assessment is offered under the outcome its heading leads to; the lead can move it.

    A heading that could lead to several outcomes (housing, work and money) is left for the lead to place.
    Source: local default.
    """
    return _LEADS_TO.get(heading_key, "")
