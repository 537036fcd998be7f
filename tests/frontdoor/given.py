"""Invented contacts, and what they stand on."""

from datetime import date, datetime
from uuid import UUID, uuid4

from alongside.cases.models import Descriptor, ThresholdDocument
from alongside.foundation.drafts.models import Draft
from alongside.frontdoor import actions, rules
from alongside.frontdoor.models import Contact
from tests.factories import NOW, a_team, a_user, an_agency
from tests.places.given import given_a_locality, given_a_postcode, given_an_area

HOME = "OX4 3LP"


def given_a_place(postcode: str = HOME, *, name: str = "Millbrook"):
    """A postcode in an area of a locality with its hub's team."""
    locality = given_a_locality(name, team=a_team(kind="hub", name=f"{name} hub"))
    given_a_postcode(postcode, area=given_an_area(locality=locality))
    return locality


def a_child(**changes) -> rules.ToldOf:
    facts = {
        "given_names": "Mira",
        "family_name": "Ashdown",
        "born_on": date(2019, 3, 27),
        "school": "Ashgrove Primary",
    }
    return rules.ToldOf(part=rules.Part.CHILD, **(facts | changes))


def a_mother(**changes) -> rules.ToldOf:
    facts = {"given_names": "Ines", "family_name": "Ashdown", "relation": "parent", "phone": "01632 960 015"}
    return rules.ToldOf(part=rules.Part.PARENT, **(facts | changes))


def an_asker(**changes) -> rules.Asker:
    facts = {
        "name": "Joan Pryce",
        "role": "Safeguarding lead",
        "organisation": "Ashgrove Primary",
        "email": "joan.pryce@example.org",
        "phone": "01632 960 001",
    }
    return rules.Asker(kind=rules.AskerKind.PROFESSIONAL, **(facts | changes))


def what_is_told(**changes) -> rules.Told:
    facts = {
        "asker": an_asker(),
        "people": (a_child(), a_mother()),
        "worries": "Often late and tired since January.",
        "going_well": "Mira loves reading.",
        "tried": "Breakfast club.",
        "family_wants": "Calmer mornings.",
        "family_view": rules.FamilyView.AGREES,
        "home_lines": "4 Mill Lane",
        "home_postcode": HOME,
    }
    return rules.Told(**(facts | changes))


def a_stepping_down(**changes) -> rules.SteppedDown:
    facts = {
        "work": rules.StatutoryWork.CHILD_IN_NEED,
        "last_meeting_on": date(2026, 2, 20),
        "named_lead": "Sam Idris",
        "agreed_by": "The review meeting",
        "family_said": "We feel ready.",
    }
    return rules.SteppedDown(**(facts | changes))


def a_school():
    return an_agency(kind="school", name="Ashgrove Primary")


def a_partner(**where):
    where.setdefault("agency", a_school())
    return a_user("partner", kind="partner", name="Joan Pryce", **where)


def a_worker(**where):
    return a_user("front-door-worker", team=a_team(kind="front_door", name="Front door"), **where)


def a_draft(*, form: str = "frontdoor.ask", owner=None, fields: dict | None = None) -> Draft:
    return Draft.objects.create(
        form=form,
        owner=owner,
        key_hash="" if owner else uuid4().hex,
        subject=str(uuid4()),
        fields=fields or {},
        started_at=NOW,
        saved_at=NOW,
    )


def given_a_contact(*, by=None, at: datetime = NOW, **told) -> Contact:
    """A contact as a partner of a school sends it."""
    by = by or a_partner()
    return actions.ask_for_help(told=what_is_told(**told), draft=a_draft(owner=by), by=by, at=at)


def given_a_public_contact(*, at: datetime = NOW, **told) -> Contact:
    """A contact as someone without an account sends it."""
    return actions.ask_for_help(told=what_is_told(**told), draft=a_draft(), by=None, at=at)


def given_a_threshold_document(on: date = date(2024, 1, 1)) -> dict[int, UUID]:
    """A document with two descriptors at each level; gives the first of each."""
    document = ThresholdDocument.objects.create(title="Threshold document", version=f"{on}", from_on=on)
    first = {}
    for level in range(1, 5):
        for position, domain in enumerate(("Learning", "Family life")):
            made = Descriptor.objects.create(
                document=document,
                level=level,
                domain=domain,
                position=position,
                words=f"An invented sign of need at level {level}: {domain.lower()}",
            )
            first.setdefault(level, made.id)
    return first
