"""What the invented county's advisory group said of its options. Invented throughout."""

CRITERIA = {"mean": 25, "poorest": 25, "near": 10, "cost": 25, "judged_1": 15}
JUDGED = (
    {
        "key": "judged_1",
        "name": "How soon it can be done",
        "words": "Within a term, with the staff and rooms there are",
    },
)
AGREED = (
    "The members’ advisory group of Wenshire, with two parents from each locality, at its second meeting. Everyone "
    "shared out a hundred points alone; the mean was talked over and agreed without a vote."
)
NAME = "Where families find help: four ways"
WHY = "Which sites should the service run from, when need, journeys and money are looked at together?"
PUBLISHED_WHY = (
    "For the consultation with families. Every way is shown with what it costs, what it does to journeys and what "
    "speaks against it. Nothing has been decided."
)
SOON = (
    (100, "Nothing has to change"),
    (75, "Three centres move; the new rooms are let by the term"),
    (35, "Leases end over two years, and staff are consulted first"),
    (20, "Most centres close; new uses for the buildings have to be found"),
)
"""For today's model and each scenario, in their order."""
MONEY = (
    (1, "one-off cost", "Fitting out three rooms", 9_000_000, 1, "Estimate of the property team"),
    (2, "one-off cost", "Moving, notice and redundancy", 148_000_000, 1, "Estimate of the finance team"),
    (2, "one-off income", "Sale of four buildings", 190_000_000, 3, "Valuation of the property team"),
    (2, "yearly cost", "Outreach in villages", 21_000_000, 1, "Estimate of the service"),
    (3, "one-off cost", "Moving, notice and redundancy", 196_000_000, 1, "Estimate of the finance team"),
    (3, "yearly cost", "Outreach in villages", 34_000_000, 1, "Estimate of the service"),
)
"""Place of the option, what kind of money, what for, pence, year, who says so."""
RISKS = (
    (1, "A new room is not free when it is needed", 2, 2, "Two rooms are asked about in each place", "Property team"),
    (2, "Families who walked to a centre stop coming", 3, 4, "Outreach begins before a centre closes", "Hub managers"),
    (2, "Capital grants for closed buildings are claimed back", 3, 3, "Other early years use is found first",
     "Finance team"),
    (3, "Buildings are full, and groups have to wait", 4, 4, "Registers are watched monthly", "Service manager"),
)  # fmt: skip
EFFECTS = (
    ("age", 2, "worse", "Small children in three towns have a longer journey; the tables show where", "Outreach"),
    ("disability", 2, "worse", "Two of the centres that close have a hoist and a quiet room", "They move too"),
    ("gender_reassignment", 2, "same", "No group of its own is run in a centre that closes", ""),
    ("marriage", 2, "same", "Nothing in the offer depends on it", ""),
    ("pregnancy", 2, "worse", "Midwives hold clinics in five of the centres that close", "Clinics move to hubs"),
    ("race", 3, "unknown", "Attendance by ethnicity is recorded for two families in five", "Ask in the consultation"),
    ("religion", 2, "same", "Two of the new places are church halls: families were asked, and did not mind", ""),
    ("sex", 2, "worse", "Nine carers in ten who come are women, and they travel", "Sessions at other hours"),
    ("orientation", 2, "same", "Nothing in the offer depends on it", ""),
    ("rural", 2, "better", "The mean journey from the country is shorter than today", ""),
    ("deprived", 2, "worse", "The most deprived fifth loses near places; the tables show by how much", "Outreach"),
)  # fmt: skip
