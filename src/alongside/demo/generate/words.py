"""Invented words for records of help: short, plain, and about nobody."""

WORRIES = (
    "Often late for school and tired in lessons",
    "Not sleeping; up most of the night",
    "Arguments at home most evenings",
    "Behind with rent and afraid of losing the home",
    "Has stopped seeing friends since the move",
    "Little speech at three; not yet seen by anyone",
    "Mum is low and finds mornings very hard",
    "Missing school on Mondays and Fridays",
    "Angry outbursts since the parents separated",
    "Caring for a younger brother before and after school",
    "Damp in the bedroom; coughs all winter",
    "No routine at bedtime since the baby came",
)
STRENGTHS = (
    "Close to her grandmother, who lives nearby",
    "Loves football and never misses practice",
    "Dad keeps every appointment",
    "Reads to his sister each night",
    "Mum asks for help when it is needed",
    "A good friend at school",
)
WANTS = (
    "We want mornings without shouting",
    "I want to sleep in my own bed",
    "Someone to talk to who is not my mum",
    "To know the rent is paid",
    "Help with his speech before school starts",
    "To be in school every day",
)
ACTIONS = (
    "Ring the school about a later start on Mondays",
    "Go to the sleep clinic together",
    "Fill in the housing form with Mum",
    "Try the bedtime chart for two weeks",
    "Ask the health visitor about speech",
    "Go along to the first drop-in",
    "Write down what happens before an outburst",
    "Book the eye test",
)
REASONS = (
    "Several needs at once; the family asks for help and the school alone cannot give it",
    "The worry is real but one service can meet it",
    "Advice was enough for now, and the family was content with it",
)
ASKERS = (
    "Safeguarding lead",
    "Health visitor",
    "School nurse",
    "Housing officer",
    "Family support worker",
    "Police constable",
)
CLOSINGS = (("needs_met", 60), ("some_needs_met", 18), ("family_ended", 8), ("not_engaged", 8), ("moved_away", 6))
NO_CASE = (("information", 45), ("one_agency", 25), ("no_action", 30))
SERVICES = (
    "Pastoral support",
    "Health visiting",
    "School nursing",
    "Speech and language",
    "Tenancy support",
    "Youth club",
)
VOICES = (
    "I like it when we all eat together.",
    "I wish it was quiet at night.",
    "School is fine but mornings are hard.",
    "I want my own room.",
    "My nan makes me laugh.",
)
