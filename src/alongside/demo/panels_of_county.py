"""What the panels of the invented county are, and the words that are said at them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Seat:
    """A place on a panel: which agency sends someone, in which part, up to how many pence."""

    where: str
    part: str
    limit_pence: int = 0
    job: str = ""


DISTRICT_SEATS = (
    Seat("social-care", "vice_chair", 1_000_000),
    Seat("health-trust", "member", 250_000),
    Seat("young-minds-matter", "member"),
    Seat("police", "member"),
    Seat("tolver-homes", "member"),
    Seat("home-visitors", "member"),
    Seat("school", "member"),
)
COUNTY_SEATS = (
    Seat("social-care", "vice_chair", 5_000_000),
    Seat("health-trust", "member", 2_000_000),
    Seat("young-minds-matter", "member", 500_000),
    Seat("youth-justice", "member", 250_000),
    Seat("turning-tide", "member"),
)

KNOWS = {
    "social-care": (
        "Not open to us now; a contact two years ago, no further action",
        "Known from an assessment, closed",
    ),
    "health-trust": (
        "Seen at clinic last month, weight and sleep talked about",
        "Health visitor knows the family well",
    ),
    "young-minds-matter": ("On our list for a first talk", "Nothing known"),
    "police": ("Two calls from neighbours this year, no offence", "Nothing known"),
    "tolver-homes": ("Tenants since 2021, rent is behind by a month", "Not our tenants"),
    "home-visitors": ("Nothing known", "A volunteer visited for six weeks last year"),
    "school": ("Attendance is at 88%, friendly and often tired", "Parents come to every meeting"),
    "early_help": ("Worker visits every week; mornings are hardest", "Came to the group at the hub twice"),
    "youth-justice": ("Nothing known", "One warning, in a group of friends"),
    "turning-tide": ("Father came to us in spring and stayed", "Nothing known"),
}
OFFERS = {
    "social-care": ("Someone to talk the plan through with the worker each month",),
    "health-trust": ("A nurse at home each week for six weeks", "Sleep clinic within the month"),
    "young-minds-matter": ("Six talks at school with one practitioner",),
    "police": ("The neighbourhood officer calls in as someone friendly",),
    "tolver-homes": ("A plan for the rent, and the damp looked at this month",),
    "home-visitors": ("A volunteer on two mornings a week",),
    "school": ("A place at breakfast club, and one person at the gate",),
    "early_help": ("The family worker stays, with a place on the parents’ course",),
    "youth-justice": ("A mentor on Thursdays",),
    "turning-tide": ("Evening appointments with the families worker",),
}
REASONS = (
    "The family asked for it, the plan shows that it works, and what is missing can begin now.",
    "Several agencies know the same worry. One more pair of hands in the mornings changes the whole day.",
    "The children said what they want. The offer meets it, and the family can say no.",
    "What has been tried so far helped a little. This is the next step before anything more is needed.",
)
MORE_REASONS = "The panel wants to hear from school and from the children before it offers anything."
REDIRECT_REASONS = "What is asked for is there without a panel. The worker rings and goes along the first time."
REDIRECTED_TO = ("The parents’ course at the hub", "Wenshire Advice, money and debt", "The youth club at the hub")
CONDITIONS = ("School sends its attendance figures each Friday", "The landlord confirms the repairs in writing")
UNMET = ("Speech and language therapy this term", "A place at a short break", "An evening group for fathers")
ADDENDUM = "The nurse comes on Tuesdays, not on Thursdays as is written here."
INTEREST = "I live next door to them"
URGENT = ("May this go on? It began on the day she asked, because the nights were not safe to be alone with.",
          "A night worker for five nights, and a hotel room for the two youngest")  # fmt: skip
STEP_DOWN = "They need less than they have. May the hub go on alone, with a visit each month?"
SIBLING = "And his sister: can the same person be there for her on the way to school?"
RESERVE = "If there is time: who could tell us how the sleep clinic went for others?"
DISSENT = "Would have waited for the school’s view"
TODAY_QUESTIONS = (
    "Who can be there before school on three mornings a week?",
    "May the nurse carry on after the six weeks?",
    "Can someone other than the parents take him to the club?",
    "Is there anyone who speaks the family’s language and knows the benefit forms?",
)
