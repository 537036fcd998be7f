"""The hands of the journeys: signed-in people who decide, assess and plan over HTTP."""

import random
import string
import time
from datetime import timedelta

from django.utils import timezone

from alongside.assessments.actions import start_assessment
from alongside.assessments.models import About
from alongside.frontdoor.actions import ask_for_help
from tests.factories import a_user
from tests.faults.at_the_table import set_the_table, signs
from tests.faults.day import Scene, sign_in
from tests.frontdoor.given import a_child, a_draft, a_mother, a_partner, given_a_place, what_is_told
from tests.plans.given import given_an_agreed_plan

PAUSE = 0.05


def set_the_cast(scene: Scene) -> None:
    """Someone who asks, someone who decides, and a family with its worker, its plan and its assessment."""
    locality = given_a_place()
    planned = given_an_agreed_plan()
    assessment = start_assessment(case=planned.home.case, by=planned.worker, at=timezone.now())
    scene.cast |= {
        "asker": a_partner(),
        "decider": sign_in(a_user("front-door-worker", agency=locality.team.agency)),
        "worker": sign_in(planned.worker),
        "plan": planned.plan,
        "assessment": assessment,
        "owner": f"user-{planned.worker.id}",
        "hands": (decides, agrees, writes, signs),
    }
    set_the_table(scene)


def _a_name() -> str:
    """A family name that nobody has yet, so that nobody is taken for somebody else."""
    return "".join(random.choices(string.ascii_lowercase, k=14)).title()


def decides(scene: Scene) -> None:
    """Ask for help, then decide at the front door: people, family, case, grants and telling at once."""
    time.sleep(PAUSE)
    name, asker = _a_name(), scene.cast["asker"]
    told = what_is_told(
        people=(a_child(given_names=_a_name(), family_name=name), a_mother(given_names=_a_name(), family_name=name))
    )
    contact = ask_for_help(told=told, draft=a_draft(owner=asker), by=asker, at=timezone.now())
    fields = {
        "level": "3",
        "outcome": "assessment",
        "reasons": f"Two agencies are needed for {contact.reference}",
        "version": str(contact.version),
    }
    what = f"decision {contact.reference}"
    scene.journal.trying(what)
    if scene.post(f"/contacts/{contact.reference}/decide/", fields, session=scene.cast["decider"]) == 302:
        scene.journal.did(what)


def agrees(scene: Scene) -> None:
    """Agree an action of a plan."""
    time.sleep(PAUSE)
    due, what = timezone.localdate() + timedelta(days=14), f"Faults {scene.numbers()}"
    fields = {
        "about": "need-1",
        "what": what,
        "owner": scene.cast["owner"],
        "due_on-day": str(due.day),
        "due_on-month": str(due.month),
        "due_on-year": str(due.year),
    }
    scene.journal.trying(f"action {what}")
    path = f"/plans/{scene.cast['plan'].reference}/actions/agree/"
    if scene.post(path, fields, session=scene.cast["worker"]) == 302:
        scene.journal.did(f"action {what}")


def writes(scene: Scene) -> None:
    """Write a part of an assessment again and again."""
    time.sleep(PAUSE)
    assessment = scene.cast["assessment"]
    about = About.objects.filter(assessment=assessment).first()
    words = f"What led here, {scene.numbers()}"
    scene.journal.begins_to_type("assessment", words)
    path = f"/assessments/{assessment.reference}/about/write/"
    fields = {"led_to": words, "version": str(about.version if about else 0)}
    if scene.post(path, fields, session=scene.cast["worker"]) == 302:
        scene.journal.has_typed("assessment", words)
