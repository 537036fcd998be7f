"""How a contact comes in, who asks, and what they say of the family's view."""

from enum import StrEnum


class ContactKind(StrEnum):
    """What someone told the front door."""

    REQUEST = "request"
    NOTIFICATION = "notification"
    STEP_DOWN = "step_down"


KIND_WORDS = {
    ContactKind.REQUEST: "Request for help",
    ContactKind.NOTIFICATION: "Notification",
    ContactKind.STEP_DOWN: "Step-down from statutory work",
}


class Route(StrEnum):
    """The way a contact reached the front door."""

    PARTNER = "partner"
    PUBLIC = "public"
    BATCH = "batch"
    PHONE = "phone"
    IN_PERSON = "in_person"
    EMAIL = "email"
    POLICE = "police"
    HOSPITAL = "hospital"
    STEP_DOWN = "step_down"


ROUTE_WORDS = {
    Route.PARTNER: "Partner’s form",
    Route.PUBLIC: "Public form",
    Route.BATCH: "Batch of requests",
    Route.PHONE: "Telephone",
    Route.IN_PERSON: "In person",
    Route.EMAIL: "Letter or e-mail",
    Route.POLICE: "Police notification",
    Route.HOSPITAL: "Hospital notification",
    Route.STEP_DOWN: "Step-down from statutory work",
}

TAKEN_BY_HAND = (Route.PHONE, Route.IN_PERSON, Route.EMAIL, Route.POLICE, Route.HOSPITAL)
"""The routes by which a front-door worker types a contact in."""

_NOTIFICATIONS = frozenset({Route.POLICE, Route.HOSPITAL})


def kind_of(route: Route) -> ContactKind:
    """Police and hospitals notify, social care steps a family down, all others ask for help.

    Source: local default.
    """
    if route is Route.STEP_DOWN:
        return ContactKind.STEP_DOWN
    return ContactKind.NOTIFICATION if route in _NOTIFICATIONS else ContactKind.REQUEST


class AskerKind(StrEnum):
    """Who asks for help."""

    PROFESSIONAL = "professional"
    FAMILY = "family"
    SOMEONE_ELSE = "someone_else"


ASKER_WORDS = {
    AskerKind.PROFESSIONAL: "I work with children or families",
    AskerKind.FAMILY: "It is for me or my own family",
    AskerKind.SOMEONE_ELSE: "I know the family: a relative, friend or neighbour",
}


class FamilyView(StrEnum):
    """Whether the family knows of the request and agrees to it. This is not the lawful basis for sharing."""

    AGREES = "agrees"
    DOES_NOT_AGREE = "does_not_agree"
    DOES_NOT_KNOW = "does_not_know"


FAMILY_VIEW_WORDS = {
    FamilyView.AGREES: "The family knows and agrees",
    FamilyView.DOES_NOT_AGREE: "The family knows but does not agree",
    FamilyView.DOES_NOT_KNOW: "The family does not know",
}


class Part(StrEnum):
    """A person's part in the family told of."""

    CHILD = "child"
    PARENT = "parent"
    CARER = "carer"
    OTHER = "other"


PART_WORDS = {
    Part.CHILD: "Child or young person",
    Part.PARENT: "Parent",
    Part.CARER: "Carer",
    Part.OTHER: "Someone else",
}


class Match(StrEnum):
    """What a worker found when a person told of was set beside those already known."""

    SAME = "same"
    NOT_THE_SAME = "not_the_same"
    NOT_SURE = "not_sure"


MATCH_WORDS = {
    Match.SAME: "The same person",
    Match.NOT_THE_SAME: "None of these: a new person",
    Match.NOT_SURE: "Not sure: add as new, and note who it may be",
}


class StatutoryWork(StrEnum):
    """The statutory work from which a family steps down."""

    CHILD_IN_NEED = "child_in_need"
    CHILD_PROTECTION = "child_protection"
    ASSESSMENT = "assessment"
    LEFT_CARE = "left_care"


STATUTORY_WORDS = {
    StatutoryWork.CHILD_IN_NEED: "Child in need plan (section 17)",
    StatutoryWork.CHILD_PROTECTION: "Child protection plan (section 47)",
    StatutoryWork.ASSESSMENT: "Statutory assessment that ended",
    StatutoryWork.LEFT_CARE: "A child came home from care",
}
