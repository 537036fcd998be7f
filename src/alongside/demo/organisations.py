"""The agencies and teams of the invented county, and the people whom a newcomer can sign in as."""

from dataclasses import dataclass

PASSWORD = "alongside-demo"  # noqa: S105 - printed for all to read: the county is invented
"""One password for everybody in the demo. It opens nothing real: the county is invented."""


@dataclass(frozen=True)
class OneAgency:
    """An agency with the team that works with families."""

    slug: str
    name: str
    kind: str
    phone: str
    team: str = ""
    team_kind: str = "partner"


COUNCIL = "wenshire-council"
FRONT_DOOR = "wenshire-front-door"
COUNTY_TEAM = "early-help-county-team"

AGENCIES = (
    OneAgency(COUNCIL, "Wenshire Early Intervention Service", "early_help", "01632 960100"),
    OneAgency(
        "social-care", "Wenshire Children’s Social Care", "social_care", "01632 960200", "Family Safeguarding Team"
    ),
    OneAgency(
        "health-trust",
        "Wen Valley Community Health Trust",
        "health",
        "01632 960300",
        "Health Visiting and School Nursing",
    ),
    OneAgency(
        "young-minds-matter",
        "Wenshire Child and Adolescent Mental Health Service",
        "health",
        "01632 960310",
        "Getting Help Team",
    ),
    OneAgency("police", "Wenshire Police", "police", "01632 960400", "Children and Neighbourhoods Team"),
    OneAgency("tolver-homes", "Tolver Homes Housing Association", "housing", "01632 960500", "Tenancy Support"),
    OneAgency("quill-housing", "Kelver and Quill Housing", "housing", "01632 960510", "Housing Options"),
    OneAgency("youth-justice", "Wenshire Youth Justice Service", "youth_justice", "01632 960600", "Prevention Team"),
    OneAgency("lantern-house", "Lantern House Domestic Abuse Service", "voluntary", "01632 960700", "Outreach"),
    OneAgency("young-carers", "Wenshire Young Carers", "voluntary", "01632 960710", "Family Support"),
    OneAgency("home-visitors", "Open Door Home Visiting", "voluntary", "01632 960720", "Volunteers and Coordinators"),
    OneAgency("turning-tide", "Turning Tide Drug and Alcohol Service", "voluntary", "01632 960730", "Families Team"),
    OneAgency("advice-wen", "Wenshire Advice", "voluntary", "01632 960740", "Money and Debt"),
    OneAgency("bridge-bereavement", "The Bridge Bereavement Service", "voluntary", "01632 960750", "Children’s Team"),
    OneAgency("welcome-wen", "Welcome Wenshire", "voluntary", "01632 960760", "New Arrivals"),
    OneAgency("little-acorns", "Little Acorns Nurseries", "early_years", "01632 960800", "Family Links"),
)


@dataclass(frozen=True)
class SignIn:
    """Who a newcomer can sign in as, and what to try first."""

    role: str
    name: str
    email: str
    password: str
    what_to_try_first: str


@dataclass(frozen=True)
class NamedPerson:
    """One of the people whom a newcomer signs in as."""

    key: str
    role: str
    words: str
    name: str
    job: str
    where: str
    first: str
    other_roles: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"


HOME_HUB = "wenchester-east"
"""The locality whose hub the named people work in."""

NAMED = (
    NamedPerson(
        "front-door-worker",
        "front-door-worker",
        "Front-door worker",
        "Daniel Osei",
        "Front-door practitioner",
        FRONT_DOOR,
        "Open the contact whose clock runs out first, see who it may be already, and decide",
    ),
    NamedPerson(
        "front-door-manager",
        "front-door-manager",
        "Front-door manager",
        "Ruth Pritchard",
        "Front-door manager",
        FRONT_DOOR,
        "See which contacts are late, and review a record opened in a hurry",
    ),
    NamedPerson(
        "family-worker",
        "family-worker",
        "Family worker",
        "Aisha Rahman",
        "Family support worker",
        "hub",
        "Open one of your families, write the assessment, and hold the next review",
    ),
    NamedPerson(
        "hub-manager",
        "hub-manager",
        "Hub manager",
        "Tom Bradley",
        "Hub manager",
        "hub",
        "Give a waiting family its lead professional: see who has room and the right skills",
    ),
    NamedPerson(
        "social-worker",
        "social-worker",
        "Social worker",
        "Niamh Doherty",
        "Social worker",
        "social-care",
        "Step a family down from social care to its hub",
    ),
    NamedPerson(
        "lead-professional",
        "lead-professional",
        "Lead professional in a partner agency",
        "Marta Nowak",
        "Health visitor",
        "health-trust",
        "Hold the plan of a family that you lead from another agency",
        ("partner",),
    ),
    NamedPerson(
        "partner",
        "partner",
        "Partner: a school’s safeguarding lead",
        "Helen Whitfield",
        "Designated safeguarding lead",
        "school",
        "Ask for help for a pupil, and see what became of it",
    ),
    NamedPerson(
        "commissioner",
        "commissioner",
        "Commissioner",
        "Grace Adeyemi",
        "Commissioning manager",
        COUNTY_TEAM,
        "Approve a package within your limit, compare providers, and see what could not be had, by place",
    ),
    NamedPerson(
        "finance-officer",
        "finance-officer",
        "Finance officer",
        "Peter Lowe",
        "Finance business partner",
        COUNTY_TEAM,
        "Sign an approved package, bring in payments, and see where each fund’s year is heading",
    ),
    NamedPerson(
        "service-manager",
        "service-manager",
        "Service manager",
        "Sanjay Mehta",
        "Head of early intervention",
        COUNTY_TEAM,
        "See what is due and late across the county, each with its rule",
    ),
    NamedPerson(
        "planner",
        "planner",
        "Service planner",
        "Grace Oyelaran",
        "Service planner",
        COUNTY_TEAM,
        "See the map of need, what every hub costs and whom it reaches, and what a formula would move",
    ),
    NamedPerson(
        "panel-clerk",
        "panel-clerk",
        "Panel clerk",
        "Gwen Tyrrell",
        "Panels officer",
        COUNTY_TEAM,
        "Open today’s sitting of the Wenchester MAAG and run it: who is here, each item, its answer",
    ),
    NamedPerson(
        "panel-chair",
        "social-worker",
        "Panel chair",
        "Eleanor Marsh",
        "Head of service, children’s social care",
        "social-care",
        "Read what the panel decided yesterday, and sign it",
    ),
    NamedPerson(
        "panel-member",
        "partner",
        "Panel member",
        "Kwame Boateng",
        "School nursing lead",
        "health-trust",
        "Say in one line what health knows and could offer, for each item of the next sitting",
    ),
    NamedPerson(
        "administrator",
        "administrator",
        "Administrator",
        "Lin Cheng",
        "Systems and practice lead",
        COUNTY_TEAM,
        "Change a policy’s number, or what a role may do",
    ),
    NamedPerson(
        "data-steward",
        "data-steward",
        "Data steward",
        "Grace Mensah",
        "Data steward",
        COUNTY_TEAM,
        "Look at two records side by side, and say whether they are one person",
    ),
    NamedPerson(
        "auditor",
        "auditor",
        "Information governance",
        "Owen Griffiths",
        "Information governance officer",
        COUNTY_TEAM,
        "Check who looked at what, and why",
    ),
    NamedPerson(
        "parent",
        "family-member",
        "A parent",
        "",
        "",
        "family",
        "Read your family’s plan, tick what you have done, and see who has looked",
    ),
    NamedPerson(
        "young-person",
        "family-member",
        "A young person",
        "",
        "",
        "family",
        "Read the plan in your words, and add what you think",
    ),
)

SKILLS = (
    "Domestic abuse",
    "Autism and ADHD",
    "Infant mental health",
    "Parenting groups",
    "Young carers",
    "School attendance",
    "Bereavement",
    "Drugs and alcohol",
    "Housing and money",
    "Youth work",
    "Disability",
    "Trauma-informed practice",
    "Signs of exploitation",
    "Kinship care",
)
LANGUAGES = (
    "Polish",
    "Urdu",
    "Punjabi",
    "Bengali",
    "Romanian",
    "Somali",
    "Arabic",
    "British Sign Language",
    "Twi",
    "Portuguese",
    "Mandarin",
    "Welsh",
)
PATTERNS = (
    ("37.0", "Monday to Friday"),
    ("37.0", "Monday to Friday, late on Wednesdays"),
    ("30.0", "Monday to Thursday"),
    ("22.5", "Tuesday to Thursday"),
    ("25.0", "School hours, term time and holidays"),
    ("18.5", "Monday, Tuesday and every other Wednesday"),
)

PARTNER_JOBS = {
    "social-care": ("Social worker", "Senior social worker"),
    "health-trust": ("Health visitor", "School nurse"),
    "young-minds-matter": ("Mental health practitioner", "Education mental health practitioner"),
    "police": ("Neighbourhood officer", "Children’s officer"),
    "tolver-homes": ("Tenancy support officer",),
    "quill-housing": ("Housing options officer",),
    "youth-justice": ("Prevention worker",),
    "lantern-house": ("Outreach worker",),
    "young-carers": ("Young carers’ worker",),
    "home-visitors": ("Volunteer coordinator",),
    "turning-tide": ("Families worker",),
    "advice-wen": ("Money adviser",),
    "bridge-bereavement": ("Children’s bereavement worker",),
    "welcome-wen": ("New arrivals worker",),
    "little-acorns": ("Family link worker",),
}
PARTNER_STAFF = {"social-care": 12, "health-trust": 14, "young-minds-matter": 4, "police": 4}
"""How many work with families in each partner; two in every other one."""
LEADS_FROM = frozenset(
    {"health-trust", "young-minds-matter", "youth-justice", "young-carers", "little-acorns", "tolver-homes"}
)
"""Partners whose staff are lead professionals too."""
