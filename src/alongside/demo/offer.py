"""What help exists in the invented county: services, the core offer, and each hub's own."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OneService:
    """A service as the directory describes it."""

    slug: str
    name: str
    agency: str
    description: str
    for_whom: str
    ages: tuple[int | None, int | None]
    levels: tuple[int, ...]
    how: str
    cost: str = "Free"
    in_hubs: bool = False


SERVICES = (
    OneService("stay-and-play", "Stay and play", "wenshire-council",
               "Toys, songs and a cup of tea for children under five and whoever looks after them. No need to book.",
               "Families with children under five", (0, 4), (1, 2), "Come along on the day", in_hubs=True),
    OneService("baby-clinic", "Baby clinic and weighing", "health-trust",
               "Talk to a health visitor about feeding, sleeping, crying or how you are feeling yourself.",
               "Parents of babies", (0, 1), (1, 2), "Come along on the day", in_hubs=True),
    OneService("new-parents-circle", "New parents’ circle", "wenshire-council",
               "Six mornings for parents who feel low or alone after a birth, with a crèche beside the room.",
               "Parents with a baby under one", (0, 1), (2, 3), "Ask your health visitor or the hub"),
    OneService("parents-together", "Parents Together", "wenshire-council",
               "Ten weeks on routines, praise and limits, in a group that meets after the school run or in the evening.",
               "Parents of children aged three to eleven", (3, 11), (2, 3), "Ask the hub; there is a crèche"),
    OneService("talking-teens", "Talking Teens", "wenshire-council",
               "Six evenings for parents of teenagers: rows, phones, worries, and how to go on talking.",
               "Parents of young people aged eleven to seventeen", (11, 17), (2, 3), "Ask the hub"),
    OneService("family-support-at-home", "Family support at home", "wenshire-council",
               "A family worker visits each week for up to six months and works on what the family chose.",
               "Families with a plan", (0, 17), (3,), "Through an early help assessment"),
    OneService("understanding-adhd", "While you wait: understanding attention and activity", "young-minds-matter",
               "Four sessions for parents waiting for an assessment: sleep, school, meals, and what helps at home.",
               "Parents of children waiting for an ADHD or autism assessment", (5, 16), (2, 3),
               "Ask school or the hub; no diagnosis is needed"),
    OneService("school-nurse", "School nurse drop-in", "health-trust",
               "A private talk at school about health, sleep, worries, growing up or relationships.",
               "Pupils in secondary schools", (11, 18), (1, 2), "Drop in, or text the nurse"),
    OneService("getting-help", "Getting Help: talking treatment", "young-minds-matter",
               "Up to eight meetings with a practitioner for worry, low mood or big feelings.",
               "Children and young people aged seven to seventeen", (7, 17), (2, 3), "Through school, a GP or the hub"),
    OneService("lantern-outreach", "Lantern House outreach", "lantern-house",
               "Safety planning, someone to go to court with, and a group for people who have lived with abuse.",
               "Adults who have lived with domestic abuse", (None, None), (2, 3, 4), "Ring at any hour; you decide what happens"),
    OneService("lantern-children", "Lantern children’s group", "lantern-house",
               "Ten weeks of play, drawing and talking for children who have lived with abuse at home.",
               "Children aged five to twelve", (5, 12), (3,), "Through a plan"),
    OneService("young-carers-club", "Young carers’ club", "young-carers",
               "An evening a fortnight to be with others who look after someone, with outings in the holidays.",
               "Young people who care for a relative", (7, 17), (2, 3), "Ask, or be asked by school"),
    OneService("home-visiting-volunteer", "A volunteer at home", "home-visitors",
               "A trained volunteer, a parent too, comes for two hours a week: company, walks, a hand at teatime.",
               "Families with a child under five", (0, 4), (2,), "Ask the health visitor or ring"),
    OneService("money-and-debt", "Money and debt advice", "advice-wen",
               "A benefits check, help with rent and energy arrears, and someone to ring the council with you.",
               "Anyone in Wenshire", (None, None), (1, 2, 3), "Ring, or come to the hub on its advice day"),
    OneService("tenancy-support", "Tenancy support", "tolver-homes",
               "Help to keep a tenancy: arrears, repairs, neighbours, and moving when a home is too small.",
               "Tenants of Tolver Homes", (None, None), (2, 3), "Ring the tenancy team"),
    OneService("housing-options", "Housing options", "quill-housing",
               "Advice for families who may lose their home, and a plan to stop it.",
               "Families at risk of losing their home", (None, None), (2, 3), "Ring; there is a duty officer each day"),
    OneService("bridge-children", "The Bridge: when someone dies", "bridge-bereavement",
               "One-to-one meetings and a remembering day for children after a death in the family.",
               "Bereaved children and their carers", (4, 17), (2, 3), "Ring, or ask school to"),
    OneService("turning-tide-families", "Turning Tide for families", "turning-tide",
               "Support for a parent to cut down or stop, and separate time for their children.",
               "Parents who use drugs or alcohol, and their children", (None, None), (2, 3, 4), "Ring; you need not have decided anything"),
    OneService("prevention-youth", "Youth justice prevention", "youth-justice",
               "A worker alongside a young person at risk of trouble: mornings, school, sport, and who they are out with.",
               "Young people aged ten to seventeen", (10, 17), (3,), "Through school, police or a plan"),
    OneService("welcome-families", "Welcome families", "welcome-wen",
               "English for parents with a crèche, help with forms, and someone to come along to school.",
               "Families new to the country", (None, None), (1, 2), "Drop in on weekday mornings"),
    OneService("family-links-nursery", "Family links at nursery", "little-acorns",
               "Free hours explained, a place found, and a link worker who settles a child in.",
               "Families with children aged two to four", (2, 4), (1, 2), "Ask at any Little Acorns nursery"),
    OneService("short-breaks", "Saturday club short breaks", "wenshire-council",
               "Four hours on a Saturday for disabled children, with staff who know them well.",
               "Disabled children and their families", (5, 17), (2, 3), "Through the hub; there is a waiting list"),
    OneService("kinship-coffee", "Kinship carers’ coffee morning", "wenshire-council",
               "Grandparents, aunts, brothers and friends who are bringing up a child meet once a month.",
               "Kinship carers", (None, None), (1, 2), "Come along on the day"),
    OneService("attendance-mentor", "Attendance mentor", "wenshire-council",
               "A mentor who starts with the morning: the walk, the gate, the first lesson, a person to go to.",
               "Pupils missing school", (5, 16), (2, 3), "Through school"),
)

CORE_OFFER = (
    ("open-door", "An open door", "Somebody to talk to about any family worry, each weekday, with no appointment"),
    ("under-fives", "Time for under-fives", "Play sessions each week in the hub or a children’s centre near by"),
    ("parenting", "Help with parenting", "A parenting group each term, one of them in the evening"),
    ("family-worker", "A family worker", "One worker who stays with the family while there is a plan"),
    ("young-people", "Time for young people", "A youth worker, and a room that is theirs after school"),
    ("attendance", "Back to school", "Help with attendance, agreed with the school"),
    ("health", "Health in the hub", "A health visitor and a school nurse in the hub each week"),
    ("money", "Money and home", "An adviser on benefits, debt and housing each week"),
)

LOCAL_OFFERS = (
    ("Saturday breakfast for dads and their children", "First Saturday of the month, half past nine"),
    ("Allotment club", "Thursdays after school, April to October"),
    ("Polish-speaking family morning", "Every other Tuesday, ten o’clock"),
    ("Repair café and uniform exchange", "Last Friday of the month"),
    ("Boxing and breakfast for young people", "Wednesdays and Fridays, seven in the morning"),
    ("Music sessions for disabled children", "Mondays after school"),
    ("Village outreach bus", "A different village each weekday; the timetable is in the hub"),
    ("Holiday hunger lunches", "Every weekday of the school holidays"),
)

NOT_OFFERED = (
    ("Emergency housing", "Ring the housing options officer, or the out-of-hours line at night"),
    ("Assessment for autism or ADHD", "The GP or the school refers to the community health trust"),
    ("Supervised contact", "Arranged by social care or the court"),
    ("Counselling for adults", "The GP refers; adults can also refer themselves to talking therapies"),
    ("Legal advice", "Wenshire Advice keeps a list of solicitors who do legal aid"),
)
