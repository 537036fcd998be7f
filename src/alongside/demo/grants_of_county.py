"""What groups and schools of the invented county ask grants for, and what they say came of it."""

from dataclasses import dataclass

FUND = ("Community grants fund", "Small grants, so that groups and schools help families near home.", 96_000)
PAST = (
    "Near home, together",
    "Places where parents and young children meet others, within a bus ride of home. We look for groups that families "
    "run themselves, and for schools that open their doors after hours.",
)
NOW = (
    "After school and at weekends",
    "Somewhere warm to go for 8 to 16 year-olds on the evenings and weekends when little else is open. We look first "
    "at places that no hub or youth club reaches.",
)
CRITERIA = (
    ("Need", "What do you know of the need in your locality, and how do you know it?",
     "Say who told you. Figures are welcome and not needed.", 3),
    ("What it will change", "What will be different for families, and how will you see it?",
     "Choose one or two things you can really see.", 3),
    ("Reach", "How will families hear of it who come to nothing yet?", "", 2),
    ("Value", "Why does it need this money, and what do you bring yourselves?",
     "Volunteers’ time, a room, another grant.", 2),
)  # fmt: skip


@dataclass(frozen=True)
class Group:
    """One bidder: who, what for, how much in pounds, how many families, its answers and what came of it."""

    name: str
    kind: str
    title: str
    what: str
    outcome: int
    families: int
    costs: tuple[tuple[str, int], ...]
    points: tuple[int, int]
    need: str = ""
    reached: int = 0
    changed: str = ""
    say: str = ""
    less_well: str = ""
    handed_back: int = 0


BACK = "Room and toys cost less than was thought; the rest was handed back with the final return"
PAST_BIDS = (
    Group("Tanner’s Reach Parents", "voluntary", "Thursday stay and play",
          "A morning of play and soup each week in the old library, run by five parents.", 1, 40,
          (("Play worker, 3 hours a week", 4_200), ("Food and toys", 1_100), ("Room", 900)), (5, 4),
          "Eleven mothers told us at the clinic that they know nobody in the new houses.", 52,
          "Most come every week now. Four parents have joined the rota, and two have begun a course at the hub.",
          "“It is the one morning I talk to a grown-up.”", "The library was closed for three weeks in January."),
    Group("Upper Lorncombe Village Hall", "parish", "A bus and a table",
          "A minibus on Fridays from four villages to the hall, where families eat together.", 4, 25,
          (("Minibus and driver", 3_600), ("Food", 1_400)), (4, 4),
          "There is no bus after three. The health visitor drives twenty miles to see six families.", 31,
          "Families from three villages know one another. The health visitor sees them there.",
          "“We came for the food and stayed for the company.”", ""),
    Group("Ashgrove Primary", "school", "Doors open at eight",
          "Breakfast for pupils and their parents each morning, with a worker who listens.", 0, 60,
          (("Worker, 10 hours a week", 5_600), ("Food", 1_600)), (5, 5),
          "One pupil in six comes late and hungry; we asked every class.", 74,
          "Late arrivals of the pupils who come have fallen from 3 a week to 1. Nine parents asked for help early.",
          "“They know me by my first name.”", "Fathers came less than we hoped."),
    Group("Fathers’ Shed, Millrace", "voluntary", "Making things on Saturdays",
          "Fathers and children build kites, carts and shelves together in a shed by the river.", 4, 18,
          (("Tools and wood", 2_200), ("Insurance and room", 800)), (4, 3),
          "Of 40 who come to the stay and play, one is a father.", 16,
          "Sixteen fathers come. Five see their children there who live apart from them.",
          "“I have something to do with him now.”", "The shed is cold from November."),
    Group("Welcome Table", "voluntary", "English over lunch",
          "Lunch and English for mothers who are new here, with someone to mind the children.", 8, 20,
          (("Teacher", 2_900), ("Crèche", 1_900), ("Food", 700)), (5, 3),
          "Welcome Wenshire has a waiting list of 24 mothers with children under four.", 23,
          "Eleven mothers speak with their child’s school by themselves.", "", "A third moved away in the year."),
    Group("Sheepwash Toddlers", "voluntary", "A second morning",
          "A second morning for a full toddler group.", 1, 15,
          (("Room", 700), ("Toys and snacks", 500)), (4, 4),
          "We turn away six families a week.", 4, "The first families come to the new morning.", "",
          "The second morning falls on market day.", handed_back=240),
    Group("Bell Meadow Band", "voluntary", "Brass for beginners", "Brass lessons for children.", 2, 12,
          (("Instruments", 6_500),), (2, 2), "Children like music."),
    Group("Foundry Row Gym", "voluntary", "Boxing for teenagers", "Boxing training twice a week.", 6, 30,
          (("Coach", 5_800), ("Kit", 2_100)), (4, 1), "There is much trouble on the estate."),
)  # fmt: skip
OPEN_BIDS = (
    Group("Orchard Lea Youth Café", "voluntary", "Friday nights indoors",
          "A café run by and for 13 to 16 year-olds in the church hall, with two youth workers.", 5, 45,
          (("Youth workers", 4_800), ("Food and games", 1_200)), (0, 0),
          "Sixty young people answered our questions at the bus stop; fifty have nowhere to go on Fridays."),
    Group("Rookery Residents", "voluntary", "Bikes for everyone",
          "Mending and riding bikes on Sundays in the yard.", 6, 20,
          (("Parts and tools", 1_800), ("Leader", 1_700)), (0, 0), "Children here have bikes that do not work."),
    Group("Temple Varnhope Primary", "school", "Homework and a hot meal",
          "Two hours after school on three days: homework, a meal, and someone to talk to.", 0, 35,
          (("Teaching assistants", 5_400), ("Food", 2_000)), (0, 0),
          "Our pupils live in nine hamlets; there is no club within eight miles."),
)  # fmt: skip
WHY_NOT = (
    "The bid does not say what will change for families, and asks for more than the others of its locality together.",
    "The scorers liked the coach’s record and found little about who would come and how it would be kept safe.",
)
WHY = "It is near home, families run it themselves, and it says what it will change."
CONDITIONS = "Open to every family of the locality. Tell the hub of your days, so that it can send families."
WORDS = {
    "What it will change": "We will see it in who comes back, and in what they begin themselves.",
    "Reach": "The health visitor, the school gate and the neighbours. We knock on doors.",
    "Value": "Our volunteers give their time, and the room is nearly free.",
}
SAID = (
    "Nothing is said of it",
    "One sentence, and it could be anywhere",
    "Some of it; no sign of how they know",
    "Most of it is here",
    "Clear, and close to what families told us",
    "Clear, shown, and in families’ own words",
)
"""What a scorer says beside the points, by how many they are."""
INTEREST = "My brother is its treasurer"
