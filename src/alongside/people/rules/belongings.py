"""What the tables that hang on a person or a family are called on a page; apps above name their own."""

NOT_BELONGINGS = frozenset(
    {
        "people.personlink",
        "people.familylink",
        "people.oneperson",
        "people.onefamily",
        "people.searchkey",
        "people.sorting",
        "people.matchrecord",
        "people.pair",
    }
)
"""What follows from records, or was said of them, and is no part of anybody's life."""

_words = {
    "people.personname": "Other names",
    "people.address": "Addresses",
    "people.fact": "Facts",
    "people.relationship": "Relationships",
    "people.familymember": "Parts in families",
    "people.listedperson": "Numbers in lists that were taken in",
    "people.listrow": "Rows of agencies’ lists",
    "people.agreement": "Answers about sharing",
    "people.sharingbasis": "Lawful bases for sharing",
    "cases.case": "Cases",
    "cases.involvement": "Agencies involved",
    "cases.timelineentry": "Entries of the timeline",
    "frontdoor.contact": "Contacts",
    "frontdoor.contactperson": "Contacts that tell of them",
    "record.keyevent": "Turning points",
    "assessments.approach": "Times they were asked to take part in an assessment",
    "assessments.entry": "Entries of assessments",
    "assessments.presence": "Assessments they were there for",
    "assessments.startingpoint": "Told before an assessment began",
    "assessments.voice": "Voices heard in assessments",
    "hubs.attendance": "Times they came to a session",
    "panels.childsafety": "What panels heard about their safety",
    "plans.action": "Actions of plans",
    "plans.attendance": "Meetings of the team around the family",
    "plans.familywords": "What they added to plans",
    "plans.goal": "Goals of plans",
    "plans.need": "Needs in plans",
    "plans.scale": "Scales of distance travelled",
    "plans.teammember": "Places in teams around a family",
}


def words_for(label: str, otherwise: str) -> str:
    """What rows of a table are called on a page.

    Source: local default.
    """
    return _words.get(label) or otherwise.capitalize()
