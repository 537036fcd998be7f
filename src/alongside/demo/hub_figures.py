"""What the hubs, centres and other buildings of the invented county cost, hold and offer. All of it is invented."""

from dataclasses import dataclass

from alongside.hubs.rules.facts import FactKind
from alongside.hubs.rules.money import Line

HUB_POUNDS = 1_000_000
"""What a hub costs in a year.

Source: Oxfordshire County Council, Creation of a single Early Intervention Service, 2011: £1m a hub.
"""
HUB_SHARES = {
    Line.STAFFING: 88.0, Line.PREMISES: 4.2, Line.ENERGY: 1.6, Line.ACTIVITIES: 3.4, Line.SUPPLIES: 1.9,
    Line.SUPPORT: 2.4, Line.HIRE: 0.6, Line.GRANTS: 0.8, Line.FEES: 0.1,
}  # fmt: skip
"""Parts of a hundred of a hub's cost: 88 of them are staff, as in the same source."""
CENTRE_POUNDS = (150_000, 330_000)
CENTRE_SHARES = {
    Line.STAFFING: 71.0, Line.PREMISES: 13.0, Line.ENERGY: 5.5, Line.ACTIVITIES: 8.0, Line.SUPPLIES: 3.5,
    Line.SUPPORT: 5.0, Line.HIRE: 3.5, Line.GRANTS: 1.8, Line.FEES: 0.7,
}  # fmt: skip
ESTIMATED = {"library": (32_000, 58_000), "venue": (14_000, 26_000), "school": (38_000, 64_000)}
"""What a day centre in a library, a hall or a school would cost in a year: staff travel there, and rooms are hired."""
ESTIMATE_SHARES = {Line.STAFFING: 62.0, Line.PREMISES: 24.0, Line.ENERGY: 4.0, Line.ACTIVITIES: 10.0}

BUDGET_SOURCE = "Wenshire’s invented budget book"
LEDGER_SOURCE = "Wenshire’s invented ledger"
ESTIMATE_SOURCE = "Wenshire’s invented desk study of buildings"
COUNTER_SOURCE = "Door counter and reception book (invented)"
SURVEY_SOURCE = "Condition survey of Wenshire’s property team (invented)"

TENURES = (
    "Freehold of the county council.",
    "Freehold of the county council; the site is shared with a primary school.",
    "Lease from the district council at a peppercorn, to 2041, with a break every five years.",
    "Lease at £18,500 a year to September 2029; three months’ notice.",
    "Lease from a church trust at £9,200 a year, rolling; six months’ notice.",
)
WAYS_IN = (
    "Step-free; a changing place; twelve parking places; bus stop outside.",
    "Step-free by the side door; four parking places; bus stop 200 m away.",
    "One step at the front, a ramp on request; no parking; in the town centre.",
    "Step-free; parking shared with the school, not at drop-off; bus once an hour.",
)
USES = (
    "The early intervention service has the whole building.",
    "Health visitors have two rooms on Tuesdays and Thursdays.",
    "A nursery has half the building on a lease to 2030.",
    "Adult learning hires the large room on three evenings.",
    "Midwives hold a clinic each Wednesday.",
)
ALTERNATIVES = (
    "The nursery in the building would take it over whole.",
    "The parish council would run it with volunteers if the council kept up the roof.",
    "The primary school beside it needs two more classrooms.",
    "The health trust would rent four days a week.",
    "A church toddler group would take the lease on; it asks for a start-up grant.",
)
WHO_SAID = {
    FactKind.CONDITION: SURVEY_SOURCE,
    FactKind.TENURE: "Asset register (invented)",
    FactKind.CAPACITY: "Head of early intervention’s count of rooms and hours (invented)",
    FactKind.LARGEST_ROOM: "Fire risk assessment (invented)",
    FactKind.STAFF: "Establishment list (invented)",
    FactKind.ACCESS: "Access audit (invented)",
    FactKind.PRESENT_USE: "The centre’s manager, asked by telephone (invented)",
    FactKind.ALTERNATIVES: "Meeting with the community (invented)",
}


@dataclass(frozen=True)
class OneSession:
    """One line of a timetable: what, for whom, which promise it keeps, when, and how many come."""

    name: str
    for_whom: str
    core: str
    weekday: int
    time: str
    minutes: int
    places: int | None
    came: int
    where: str = "hub"
    every: int = 1


SESSIONS = (
    OneSession("Stay and play", "Children under 5 and whoever cares for them", "under-fives", 0, "10:00", 90, 30, 19),
    OneSession("Baby massage", "Babies before they crawl", "under-fives", 1, "10:30", 60, 12, 8),
    OneSession("Parenting: the early years", "Parents of children under 8", "parenting", 1, "13:00", 120, 12, 9),
    OneSession("Drop-in", "Any family with any question", "open-door", 2, "09:30", 150, None, 14),
    OneSession("After-school club", "Young people aged 11 to 16", "young-people", 2, "16:00", 120, 25, 17),
    OneSession("Health visitor’s clinic", "Families with a child under 5", "health", 3, "09:30", 150, None, 16),
    OneSession("Money and housing advice", "Any parent", "money", 3, "13:30", 120, 8, 6),
    OneSession("Coming back to school", "Families whose child misses school", "attendance", 4, "10:00", 90, 8, 4),
    OneSession("Saturday breakfast", "Fathers and their children", "", 5, "09:30", 120, 20, 12, every=4),
    OneSession(
        "Stay and play in the library", "Children under 5", "under-fives", 3, "10:00", 75, 20, 12, where="library"
    ),
    OneSession("Village morning", "Families who live outside the town", "", 4, "09:30", 150, None, 11, where="venue"),
    OneSession(
        "Meeting on neutral ground", "Families and those who help them", "", 1, "15:30", 90, 4, 3, where="school"
    ),
)
AT_CENTRES = (
    OneSession("Stay and play", "Children under 5 and whoever cares for them", "under-fives", 2, "10:00", 90, 24, 14),
    OneSession("Time to talk", "Two-year-olds and whoever cares for them", "", 4, "10:00", 60, 12, 9),
)
CANCELLED_BECAUSE = ("Staff were ill", "Snow: the building was shut", "The boiler failed", "The room was needed")
PARTS = (
    "Helps with stay and play", "Welcomes families at the door", "Peer supporter for breastfeeding",
    "Runs the uniform exchange", "Sits on the parents’ forum", "Helps at the after-school club",
    "Interprets in Polish", "Drives the outreach bus",
)  # fmt: skip
