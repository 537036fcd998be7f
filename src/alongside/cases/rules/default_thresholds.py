"""The threshold document that is shipped, for a partnership to make its own. The words are ours, in plain English;
they are no authority's document."""

from .thresholds import DOMAINS

DEFAULT_TITLE = "When families need help"
DEFAULT_VERSION = "1"

_HEALTH, _SCHOOL, _FEELINGS, _FAMILY, _SAFETY, _HOME = DOMAINS

_BY_LEVEL: dict[int, dict[str, tuple[str, ...]]] = {
    1: {
        _HEALTH: (
            "Sees a GP, dentist and health visitor when they should",
            "Eats, sleeps and grows as expected for their age",
        ),
        _SCHOOL: (
            "Goes to nursery or school nearly every day and enjoys at least part of it",
            "Learns at about the pace expected, with ordinary classroom help",
        ),
        _FEELINGS: (
            "Copes with most ups and downs with the help of family and friends",
            "Knows how to ask an adult for help",
        ),
        _FAMILY: (
            "Has a parent or carer who is warm, listens, and sets fair limits",
            "Has relatives or friends the family can turn to",
        ),
        _SAFETY: (
            "Is looked after by someone safe, at home and out",
            "Learns about staying safe at their own pace, on the road and online",
        ),
        _HOME: (
            "Lives in a home that is warm, clean enough and has room to sleep and play",
            "The family can pay for food, rent and heating",
        ),
    },
    2: {
        _HEALTH: (
            "Misses some health appointments, or starts to fall behind with speech or movement",
            "A parent is low, anxious or unwell after a birth and would like some help",
            "A health condition or disability that the family manages with advice",
        ),
        _SCHOOL: (
            "Begins to miss school, comes late often, or has changed school more than once",
            "Falls behind and needs more than ordinary classroom help",
            "Is a young carer, and school has begun to suffer",
        ),
        _FEELINGS: (
            "Is often sad, worried or angry, at home or at school",
            "Has few friends, or is being bullied",
        ),
        _FAMILY: (
            "Parents argue or are separating, and the children notice",
            "A parent finds bedtimes, boundaries or behaviour hard, and asks for ideas",
            "A bereavement, a new baby or a parent in prison unsettles the family",
        ),
        _SAFETY: (
            "Goes out later or further than is right for their age, with little said about where",
            "Has tried alcohol or drugs, or spends time online with people the parents do not know",
        ),
        _HOME: (
            "Falls behind with rent or bills, or has had to choose between heating and food",
            "Lives in a crowded or damp home, or has moved several times",
            "Has newly come to the area and knows nobody",
        ),
    },
    3: {
        _HEALTH: (
            "Health needs that several services must meet together, or that get worse as appointments are missed",
            "A parent’s mental health, drinking or drug use often affects daily care",
            "A pregnancy hidden or without care until late",
        ),
        _SCHOOL: (
            "Misses a tenth of school or more, or has been suspended more than once",
            "Not in education, or on a reduced timetable that has gone on too long",
            "Special educational needs and other worries that no one service can meet alone",
        ),
        _FEELINGS: (
            "Hurts themselves, or cannot manage everyday life for worry or low mood",
            "Behaviour at home or school that the adults can no longer manage",
        ),
        _FAMILY: (
            "Conflict between the parents that does not stop and frightens the children",
            "A young person and the family are close to a breakdown",
            "Care that is good on some days and poor on others, with help tried before",
        ),
        _SAFETY: (
            "There has been domestic abuse; the danger has passed but the family still lives with it",
            "Has been missing for short times, or is drawn towards older or risky groups",
            "Has come to the notice of the police",
        ),
        _HOME: (
            "Has had notice to leave, or stays with friends and relatives in turn",
            "Debts or benefits stopped, so that there is not always food, light or heat",
        ),
    },
    4: {
        _HEALTH: (
            "An injury or illness that nobody can explain, or treatment refused that the child must have",
            "Not growing or developing because of the care that is given",
        ),
        _SCHOOL: (
            "Out of school and out of sight, so that no one can say that the child is well",
            "A disability so great that the family cannot go on without social care’s help",
        ),
        _FEELINGS: (
            "Has tried to end their life, or is in danger of it",
            "Is a danger to other people and the family cannot keep anyone safe",
        ),
        _FAMILY: (
            "Is hit, frightened, rejected or left alone in a way that harms the child",
            "Has nobody with parental responsibility who is able to care for them",
        ),
        _SAFETY: (
            "Is or may be abused, or is exploited by people outside the family",
            "Lives with domestic abuse that goes on now",
            "Is at risk of female genital mutilation, forced marriage or being taken abroad for harm",
        ),
        _HOME: (
            "Has nowhere to sleep tonight that is safe",
            "A home so dangerous or dirty that the child is being harmed",
        ),
    },
}

DEFAULT_DESCRIPTORS: tuple[tuple[int, str, str], ...] = tuple(
    (level, domain, words)
    for level, by_domain in _BY_LEVEL.items()
    for domain, described in by_domain.items()
    for words in described
)
"""Level, area of life and words of each descriptor, in the order in which they are read."""
