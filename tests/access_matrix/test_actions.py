"""Every public action asks who acts: a worker of another hub, and someone without a role, are refused for that."""

import importlib
import inspect
import re
from copy import copy
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import Model

from alongside.assessments.models import Assessment
from alongside.cases.models import Allocation, Descriptor, Involvement
from alongside.cases.rules import ClosingOutcome, Level
from alongside.foundation.documents.models import Document
from alongside.frontdoor.models import ContactPerson
from alongside.frontdoor.rules import Match, Route
from alongside.people.actions import add_other_name, move_home, say_of_people
from alongside.people.models import (
    Agreement,
    Family,
    FamilyMember,
    ListAgreement,
    ListRow,
    Pair,
    PairQuestion,
    Relationship,
    Sorting,
)
from alongside.people.rules import (
    AgreementAnswer,
    FamilyRole,
    LawfulBasis,
    LinkDecision,
    Meaning,
    PairReason,
    RelationKind,
    SortingStatus,
)
from alongside.plans.models import FamilyCopy, Meeting, TeamMember
from alongside.record.models import KeyEvent
from tests.access_matrix.table import NO_ROLE, WORKER
from tests.factories import NOW, TODAY, a_team, a_user, an_agency
from tests.frontdoor.given import a_draft, what_is_told

pytestmark = pytest.mark.django_db
APPS = ("people", "cases", "frontdoor", "assessments", "plans", "record")
LOOKS = re.compile(r"^(note_\w*seen|note_search|look_at_\w+|show_\w+)$")
"""They write that someone looked; the page has asked first."""
OTHERS_ASK = {
    "cases.add_to_timeline": "whichever action writes the line",
    "cases.allocate_by_panel": "the chair who signs a sitting, or whoever a panel named and who accepts",
    "cases.ensure_threshold_document": "nobody: a new service starts with one",
    "people.link_account": "inviting a member of the family",
    "plans.make_first_copy": "agreeing the plan",
}
ANYONE_WHO = {
    "people.add_person": {WORKER},
    "people.add_family": {WORKER},
    "people.add_newcomer": {WORKER},
    "people.raise_pair": {WORKER},
    "people.keep_apart": {WORKER},
    "frontdoor.ask_for_help": {WORKER},
    "record.open_beyond_grants": {WORKER},
}
"""Some are open to every worker: they touch nothing that anybody works with."""
ABOUT_WHO = re.compile(
    r"^(Only|Your role|You cannot|You may not|This (plan|family|case|assessment) is not|No plan|Someone else|Ask )|"
    r"\b(works? with|open to you|whoever|your role|can sign in|lead professional|front door)\b",
    re.IGNORECASE,
)


def _actions():
    for app in APPS:
        room = importlib.import_module(f"alongside.{app}.actions")
        for name, act in sorted(vars(room).items()):
            if not inspect.isfunction(act) or name.startswith("_") or not act.__module__.startswith(room.__name__):
                continue
            if (
                "by" in inspect.signature(act).parameters
                and not LOOKS.match(name)
                and f"{app}.{name}" not in OTHERS_ASK
            ):
                yield pytest.param(app, name, act, id=f"{app}.{name}")


@pytest.fixture
def things(standing):
    """What actions are about, by the name under which they take it; nothing that one does to it reaches the next."""
    return {name: copy(one) if isinstance(one, Model) else one for name, one in standing.items()}


@pytest.fixture(scope="module")
def standing(world):
    side, home = world.own, world.own.home
    plan, case, family = side.plan, home.case, home.family
    case.refresh_from_db()
    plan.refresh_from_db()
    return {
        "family": family,
        "case": case,
        "plan": plan,
        "person": home.girl,
        "other": home.boy,
        "people": [home.girl],
        "agency": an_agency(),
        "worker": a_user(WORKER, team=home.team),
        "user": None,
        "draft": a_draft(),
        "assessment": Assessment.objects.filter(case=case).order_by("-id")[0],
        "contact": side.contact,
        "allocation": Allocation.objects.filter(case=case).order_by("-id")[0],
        "involvement": Involvement.objects.filter(family=family)[0],
        "descriptor": Descriptor.objects.order_by("id")[0],
        "agreement": Agreement.objects.filter(family=family)[0],
        "address": _a_home(home),
        "relationship": Relationship.objects.filter(person=home.mother)[0],
        "meeting": Meeting.objects.filter(plan=plan)[0],
        "copy": FamilyCopy.objects.filter(plan=plan)[0],
        "need": plan.needs.first(),
        "goal": plan.goals.first(),
        "action": plan.actions.first(),
        "scale": plan.scales.first(),
        "event": KeyEvent.objects.filter(family=family)[0],
        "people.one": home.girl,
        "people.say_of_families.one": family,
        "people.say_of_families.other": Family.objects.get(reference=side.arguments["people:other"]),
        "people.raise_pair.reason": PairReason.NOT_SURE,
        "people.give_opinion.answer": LinkDecision.SAME,
        "people.give_opinions.answers": [(Pair.objects.order_by("id")[0], LinkDecision.SAME)],
        "people.others": [home.boy.id],
        "people.agreement": Agreement.objects.filter(family=family)[0],
        "people.hand_in_list.agreement": ListAgreement.objects.order_by("id")[0],
        "row": ListRow.objects.order_by("id")[0],
        "keeps_days": 30,
        "is_found": True,
        "pair": Pair.objects.order_by("id")[0],
        "question": PairQuestion.objects.order_by("id")[0],
        "asked_of": a_user(WORKER),
        "to": a_user(WORKER),
        "sorting": _to_sort(home),
        "status": SortingStatus.STAYS,
        "people.member": FamilyMember.objects.filter(family=family)[0],
        "plans.member": TeamMember.objects.filter(plan=plan)[0],
        "record.document": Document.objects.filter(subject_id=family.id)[0],
        "cases.document": Descriptor.objects.order_by("id")[0].document,
        "told": what_is_told(),
        "frontdoor.answer_match.told": ContactPerson.objects.filter(contact=side.contact)[0],
        "level": Level.EARLY_HELP,
        "outcome": ClosingOutcome.NEEDS_MET,
        "people.kind": RelationKind.SIBLING,
        "answer": AgreementAnswer.AGREED,
        "basis": LawfulBasis.PUBLIC_TASK,
        "meaning": Meaning.VALUE,
        "role": FamilyRole.CHILD,
        "match": Match.NOT_SURE,
        "route": Route.PHONE,
        "key": "school",
        "version": 1,
        "to_team": a_team(),
        "hub_team": home.team,
        "locality": None,
        "source_id": None,
        "facts": {"given_names": "Mira", "family_name": "Ashdown", "source": "Her mother"},
        "person_id": home.girl.id,
        "agreement_id": Agreement.objects.filter(family=family)[0].id,
        "value": 5,
        "words": "Words",
        "is_without_agreement": False,
        "content": b"",
        "keeps_good_rows": True,
        "planned_at": NOW + timedelta(days=3),
        "placed": {},
        "said": None,
        "present_ids": [],
        "file": None,
        "link_for": str,
        "address_of": str,
        "decision": None,
        "today": TODAY,
        "at": NOW,
    }


def _to_sort(home):
    """Something that was written while two records of the family were one."""
    said = {"one": home.girl, "other": home.boy, "by": home.worker, "at": NOW}
    say_of_people(decision=LinkDecision.SAME, **said)
    add_other_name(person=home.girl, given_names="Mimi", family_name="", kind="also known as", by=home.worker, at=NOW)
    say_of_people(decision=LinkDecision.UNDONE, why="Two children", **said)
    return Sorting.objects.order_by("id")[0]


def _a_home(home):
    return move_home(
        person=home.girl,
        lines="4 Mill Lane",
        postcode="OX4 3LP",
        source="Her mother",
        as_of=TODAY,
        by=home.worker,
        at=NOW,
    )


def _arguments(app: str, name: str, act, things: dict) -> dict:
    found = {}
    for parameter in inspect.signature(act).parameters.values():
        if parameter.default is not inspect.Parameter.empty or parameter.name == "by":
            continue
        keys = (f"{app}.{name}.{parameter.name}", f"{app}.{parameter.name}", parameter.name)
        given = next((things[key] for key in keys if key in things), None)
        if not any(key in things for key in keys):
            given = TODAY if parameter.name.endswith(("_on", "as_of")) else "Words"
        found[parameter.name] = given
    return found


@pytest.mark.parametrize(("app", "name", "act"), list(_actions()))
def test_it_is_refused_to_those_who_may_not(world, things, app, name, act):
    for who in (WORKER, NO_ROLE):
        if who in ANYONE_WHO.get(f"{app}.{name}", ()):
            continue
        stranger = a_user(*([who] if who == WORKER else []), team=a_team(), agency=None)
        with pytest.raises(Exception) as refusal, transaction.atomic():  # noqa: PT011
            act(**_arguments(app, name, act, things), by=stranger)
        assert type(refusal.value).__name__.endswith("Refused"), repr(refusal.value)
        assert ABOUT_WHO.search(str(refusal.value)), f"refused for another reason: {refusal.value}"
