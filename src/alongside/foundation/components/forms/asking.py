"""What each field of a form asks, so that a family is asked nothing twice.

Along contact, assessment and plan every form says of every field one of three things:

    asks = {
        "worries": new("request.worries"),        # asked here, for the first and only time
        "level": known("decision.level"),         # shown filled from where it was asked, to confirm
        "version": PROCESS,                       # no fact of the family: a button, a day of a meeting
        "*-strengths": new("assessment.strengths"),   # fields that the form makes for itself
    }

`tests/architecture/test_nothing_asked_twice.py` walks the forms: a fact is `new` in one app only.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase


@dataclass(frozen=True)
class Ask:
    """What one field is for: `asks` a new fact, `confirms` a known one, or is part of the process."""

    kind: str
    fact: str = ""


PROCESS = Ask("process")


def new(fact: str) -> Ask:
    """The field asks for a fact that nobody has asked for before it."""
    return Ask("asks", fact)


def known(fact: str) -> Ask:
    """The field shows what was asked elsewhere, to be confirmed, changed or added to."""
    return Ask("confirms", fact)


def ask_of(form_class: type, field: str) -> Ask | None:
    """What a form says of one of its fields; nothing when it says nothing."""
    asks = getattr(form_class, "asks", {})
    if field in asks:
        return asks[field]
    return next((ask for pattern, ask in asks.items() if "*" in pattern and fnmatchcase(field, pattern)), None)


def _named(prefix: str, names: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}.{name}": words for name, words in names.items()}


FACTS: dict[str, str] = {
    **_named(
        "asker",
        {
            "kind": "in what part someone asks for help",
            "name": "the name of whoever asks for help",
            "role": "their role or job",
            "organisation": "where they work",
            "email": "their e-mail address",
            "phone": "their telephone number",
            "relation": "how they know the family",
        },
    ),
    **_named(
        "person",
        {
            "name": "the name of someone in the family",
            "known_as": "what they like to be called",
            "birth": "when someone was born, or is due",
            "sex": "someone’s sex",
            "part": "someone’s part in the family",
            "in_household": "whether someone lives in the family home",
            "home": "where the family lives",
            "nhs_number": "someone’s NHS number",
            "upn": "a pupil’s number",
            "phone": "someone’s telephone number",
            "email": "someone’s e-mail address",
            "school": "someone’s school, nursery or college",
            "fact": "one of the catalogue of facts about a person, such as a GP practice",
        },
    ),
    **_named(
        "relative",
        {
            "who": "someone in or near the family whom nobody has told us of yet",
            "relationship": "how two people are related",
            "responsibility": "who holds parental responsibility",
        },
    ),
    **_named(
        "request",
        {
            "harm": "whether someone has rung about immediate harm",
            "worries": "what is worrying",
            "going_well": "what is going well",
            "tried": "what has been tried before",
            "family_wants": "what the family hopes for",
            "family_agrees": "whether the family knows of the request and agrees with it",
            "family_disagrees_why": "why the family was not asked, or does not agree",
            "agencies": "who else is involved with the family",
            "statutory_work": "which statutory work the family steps down from",
            "last_meeting_on": "the day of the last meeting of that work",
            "named_lead": "who is named to lead the help",
            "agreed_by": "who agreed to the step",
            "family_said": "what the family said of the step",
            "urgent": "whether an answer is needed at once",
        },
    ),
    **_named(
        "decision",
        {
            "level": "the level of need",
            "descriptors": "which descriptors of the threshold document apply",
            "reasons": "why the front door decided as it did",
            "outcome": "what the front door answered",
            "match": "who someone told of is in our records",
            "words_for_asker": "what whoever asked is told",
        },
    ),
    **_named(
        "assessment",
        {
            "present": "who was there when the assessment was made",
            "strengths": "what is strong, under a heading",
            "heading_worries": "what is a worry, under a heading",
            "evidence": "how we know",
            "said_by": "who said it",
            "nothing_to_note": "that a heading was talked about and there is nothing to note",
            "voice": "someone’s own voice",
            "voice_how": "how, when and by whom a voice was heard",
            "approach": "whether someone outside the home was asked to take part, and what came of it",
            "needed": "what is needed",
            "level_why": "why the level of need is another than it was",
            "next_steps": "what happens next, before there is a plan",
            "family_comments": "what the family says of the assessment",
            "stop_reason": "why there is to be no complete assessment",
            "stop_family_said": "what the family said when asked about an assessment",
            "stop_next": "what happens instead of an assessment",
        },
    ),
    **_named(
        "sharing",
        {
            "agreement": "whether a person agrees that an agency is told, asked or planned with",
            "withdrawal": "when and why an agreement was withdrawn",
            "basis": "the lawful basis for sharing",
        },
    ),
    **_named(
        "plan",
        {
            "need": "which of the outcomes a need belongs to",
            "goal": "the family’s goal, in its own words",
            "looks_like": "how the family will know that it is better",
            "action": "who does what, by when",
            "member": "who is in the team around the family",
            "invitation": "what someone invited to the team is told",
            "scale": "where the family puts itself on a scale of its own",
            "review_words": "what was said at a review",
            "progress": "how an action or a goal is getting on",
            "family_voice": "what the family says of the plan",
            "ending": "how the plan ended",
            "meeting": "when and where the team meets",
        },
    ),
}
