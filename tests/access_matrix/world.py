"""Two families that have everything, and everyone who might look at them."""

import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import uuid4

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Left
from django.utils import timezone

import kinfolk
from alongside.assessments.actions import reopen_as_new
from alongside.cases.actions import change_level, note_involvement, share_work
from alongside.cases.models import Allocation, Descriptor, Step
from alongside.cases.rules import Level
from alongside.directory.models import CoreItem, HubOffer
from alongside.foundation.access.actions import give_grant, open_beyond_grants
from alongside.foundation.access.rules import GrantReason
from alongside.foundation.drafts.actions import hash_of
from alongside.foundation.drafts.models import Draft
from alongside.foundation.identity.actions import invite
from alongside.foundation.notifications.actions import tell
from alongside.foundation.policy.rules import declared_policies
from alongside.frontdoor import actions as frontdoor
from alongside.frontdoor.models import RequestImport
from alongside.hubs import actions as hubs
from alongside.hubs.models import FigureFile
from alongside.people import actions as people
from alongside.people.actions import state_fact
from alongside.people.models import ListRow, MatchModel, Relationship
from alongside.people.rules import Meaning, PairReason
from alongside.places.models import Import
from alongside.plans import actions as plans
from alongside.record.actions import add_key_event, keep_document
from alongside.workforce.models import Skill
from tests.access_matrix.table import (
    ANONYMOUS,
    ASKER,
    CLERK,
    FAMILY,
    LEAD,
    MANAGER,
    NO_ROLE,
    PARTNER,
    ROLES,
    SOCIAL,
    STEWARD,
    TAKER,
    WORKER,
)
from tests.assessments.given import given_a_complete_assessment, given_a_household
from tests.commissioning.given import general_arguments, given_a_package_of
from tests.directory.given import given_a_service
from tests.factories import NOW, TODAY, a_team, a_user, an_agency
from tests.frontdoor.given import (
    a_child,
    a_draft,
    a_mother,
    a_stepping_down,
    an_asker,
    given_a_threshold_document,
    what_is_told,
)
from tests.grants.given import grants_arguments
from tests.hubs.given import Hub, given_a_register, given_a_session
from tests.panels.given import given_everything_of_a_panel
from tests.places.given import given_a_hub, given_a_locality, given_a_postcode, given_an_area
from tests.planning.given import (
    given_a_formula,
    given_a_published_appraisal,
    given_a_published_formula,
    given_a_published_scenario,
    given_a_week_of_outreach,
    given_an_appraisal,
    given_an_index,
    given_figures,
)
from tests.plans.given import Planned, given_a_meeting, given_agreement, given_an_agreed_plan, outcome
from tests.record.given import given_a_sealed_family

MARK, OWN_MARK = "Quorn", "Fernwell"
"""Every word written about the other family, and about our own, begins with it, so that one search finds it."""
OF_FAMILIES = ("people", "cases", "assessments", "frontdoor", "plans", "panels", "record", "documents", "commissioning")
WRITTEN_ONCE = [f"panels.{one}:kept_as_written" for one in ("PanelLetter", "PanelMove", "Addendum", "Paper")]
SEAL_PAGES = ("see_seal", "add_name", "take_name", "look_at_seal", "lift_seal")
CODES = {"relation", "key_hash", "kept_as", "place"}
"""Fields in which a word would be no code any more."""
PDF = b"%PDF-1.7\n" + b" " * 32


@dataclass
class Side:
    """One family with everything that has an address."""

    home: object
    family: object
    case: object
    plan: object
    asker: object
    contact: object
    link: str
    arguments: dict[str, str]
    references: set[str]


@dataclass
class World:
    """Both families and everyone who looks."""

    own: Side
    other: Side
    users: dict[str, object]
    sessions: dict[str, str]
    general: dict[str, str]
    answers: dict = field(default_factory=dict)
    noted_before: int | None = None
    """The last entry of the audit log that stays: whatever a page writes after it is taken back."""


def build() -> World:
    """The other family first, its every word marked; then our own, and everyone with a grant on it."""
    school = an_agency(kind="school", name="Ashgrove Primary")
    asker = a_user(PARTNER, kind="partner", agency=school, name="Alma Asker")
    worker = a_user(WORKER, agency=an_agency())
    stranger = a_user(PARTNER, kind="partner", agency=an_agency(kind="school"), name="Una Nother")
    other = _a_side(asker=stranger, taker=a_user(TAKER, agency=an_agency()), social=a_user(SOCIAL, agency=an_agency()))
    _mark_every_word(MARK)
    other.home.case.refresh_from_db()
    _sit(other, "Another panel", chair=a_user(SOCIAL), clerk=a_user(CLERK), member=stranger)
    _mark_every_word(MARK)
    users = _viewers() | {ASKER: asker, WORKER: worker}
    own = _a_side(asker=asker, taker=users[TAKER], social=users[SOCIAL])
    _open(own, users)
    _link_account(own, users[FAMILY])
    _ask_lead(own, users)
    _sit(own, "Any panel", chair=users[SOCIAL], clerk=users[CLERK], member=users[PARTNER])
    _mark_every_word(OWN_MARK)
    own.arguments["notice_id"] = str(tell(user=worker, kind="told", words="A notice", link="/work/", at=NOW).id)
    other.arguments["notice_id"] = str(
        tell(user=stranger, kind="told", words=f"{MARK} notice", link="/work/", at=NOW).id
    )
    _hold_a_session(own, manager=users[MANAGER])
    _hold_a_session(other)
    _put_before_the_steward(own, users)
    sessions = {name: _session(user) for name, user in users.items()}
    return World(own, other, users, sessions | {ANONYMOUS: ""}, _general(asker, users[MANAGER]))


def _sit(side: Side, name: str, **people) -> None:
    """A panel that has this family before it."""
    side.arguments |= given_everything_of_a_panel(side.home, name=name, **people)
    side.references |= set(side.case.panel_items.values_list("reference", flat=True))


def _viewers() -> dict[str, object]:
    council = an_agency(name="The council")
    team = a_team(agency=council)
    users = {
        role: a_user(
            role,
            team=team if role not in {PARTNER, FAMILY} else None,
            agency=council,
            kind={PARTNER: "partner", FAMILY: "family"}.get(role, "staff"),
            name=f"Viewer {role}",
        )
        for role in ROLES
        if role not in {FAMILY, PARTNER}
    }
    users[PARTNER] = a_user(PARTNER, kind="partner", agency=an_agency(kind="health"), name="Viewer partner")
    users[FAMILY] = a_user(FAMILY, kind="family", name="Viewer family")
    users[NO_ROLE] = a_user(agency=council, name="Viewer without a role")
    return users


def _open(side: Side, users: dict) -> None:
    for name, user in users.items():
        if name == ASKER:
            continue
        reason = GrantReason.FAMILY if name == FAMILY else GrantReason.HUB
        give_grant(subject_kind="family", subject_id=side.family.id, holder=user, reason=reason, at=NOW)


def _link_account(side: Side, account) -> None:
    mother = side.home.mother
    mother.account = account
    mother.save(update_fields=["account"])


def _ask_lead(side: Side, users: dict) -> None:
    """Someone of another agency is asked into the team, with the family's agreement."""
    lead = users[LEAD]
    given_agreement(Planned(side.home, side.plan), lead.agency)
    plans.invite_to_team(plan=side.plan, part="Health visitor", user=lead, by=side.home.worker, at=NOW)


def _hold_a_session(side: Side, *, manager=None) -> None:
    """A session at which a child of the family is ticked, in a hub of its own or in the manager's."""
    hub = Hub("Lower Ashgrove" if manager else "Upper Ashgrove")
    if manager is not None:
        team = manager.current_memberships[0].team
        hub.locality.team = hub.site.team = team
        hub.locality.save()
        hub.site.save()
        hub.worker = hub.manager = manager
    register = given_a_register(hub, given_a_session(hub))
    give_grant(
        subject_kind="family", subject_id=side.family.id, holder=hub.worker, reason=GrantReason.TEAM_AROUND, at=NOW
    )
    hubs.mark_person(register=register, person=side.home.girl, by=hub.worker, at=NOW)
    side.arguments["hubs:register_id"] = str(register.id)
    side.arguments["hubs:open_register:session_id"] = str(register.session_id)


def _put_before_the_steward(side: Side, users: dict) -> None:
    """Two records of the family wait to be looked at, and the worker was asked about them."""
    pair = people.raise_pair(
        one=side.home.mother, other=side.home.father, reason=PairReason.NOT_SURE, by=side.home.worker, at=NOW
    )
    asked = {"pair": pair, "asked_of": users[WORKER], "words": "Are they two?", "by": users[STEWARD], "at": NOW}
    question = people.ask_about_pair(**asked)
    listed = people.agree_about_list(
        agency=users[STEWARD].agency,
        title="A school roll",
        service="Pupil of a school",
        agreed="As agreed",
        keeps_days=30,
        from_on=TODAY,
        until_on=TODAY + timedelta(days=90),
        by=users[STEWARD],
        at=NOW,
    )
    asked = {"number": 2, "digest": "x", "state": "asked", "as_of": TODAY, "kept_until_on": TODAY, "probability": 0.5}
    row = ListRow.objects.create(agreement=listed, key="9", person=side.home.girl, **asked)
    report = people.write_drift_report(month=TODAY, at=NOW + timedelta(days=62))
    side.arguments |= {"people:month": f"{report.month_from:%Y-%m}"}
    side.arguments |= {"people:model_id": str(_a_candidate().id)}
    side.arguments |= {"people:agreement_id": str(listed.id), "row_id": str(row.id)}
    side.arguments |= {"pair_id": str(pair.id), "question_id": str(question.id)}


def _a_candidate() -> MatchModel:
    """A model that was learnt and waits to be looked at."""
    data = dict(kinfolk.load_model().data) | {"version": 2}
    facts = {"version": 2, "begun_with": "1/shipped", "judged": [["same", 0.9, 0.99]], "learnt_at": NOW}
    facts |= {"text": json.dumps(data)}
    return MatchModel.objects.get_or_create(hash=kinfolk.model_of(data).hash, defaults=facts)[0]


def _session(user) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def _a_side(*, asker, taker, social) -> Side:
    """A family asked for, with a case, an assessment, a plan, papers and everything that has an address."""
    home = given_a_household()
    by = {"by": home.worker, "at": NOW}
    contact = _ask(asker)
    plan = given_an_agreed_plan(home=home).plan
    _, complete = given_a_complete_assessment(home)
    planned = Planned(home, plan)
    meeting = given_a_meeting(planned, planned_at=timezone.now() + timedelta(days=7))
    scale = plans.set_scale(
        plan=plan, outcome=outcome(plan), name="Mornings", one_means="Every day a battle", ten_means="Calm", **by
    )
    copy = plans.make_family_copy(plan=plan, **by)
    member = plans.invite_to_team(plan=plan, part="Grandmother", person=home.father, **by)
    draft = reopen_as_new(assessment=complete, **by)
    package = given_a_package_of(home.case, worker=home.worker)
    state_fact(
        person=home.girl,
        key="school",
        meaning=Meaning.VALUE,
        value="Ashgrove Primary",
        source="Her mother",
        as_of=TODAY,
        **by,
    )
    change_level(case=home.case, level=Level.EARLY_HELP, why="More is needed", **by)
    home.case.refresh_from_db()
    helper = a_user(WORKER, team=home.team)
    share_work(case=home.case, worker=helper, reason="Two are needed", by=home.manager, at=NOW)
    involvement = note_involvement(
        family=home.family, agency=an_agency(kind="health"), as_of=TODAY, source="Her mother", **by
    )
    agreement = given_agreement(planned, an_agency(kind="health"))
    document = keep_document(family=home.family, title="A letter", file=SimpleUploadedFile("a.pdf", PDF), **by)
    second = people.add_family(name="Second record", **by)
    event = add_key_event(
        family=home.family, happened_on=date(2026, 2, 1), what="Moved home", why_it_matters="A new school too", **by
    )
    begun = a_draft(owner=asker, fields={"worries": ["Begun and not sent"]})
    taking = a_draft(form="frontdoor.take_in", owner=taker, fields={"worries": ["Being told"]})
    stepping = a_draft(form="frontdoor.step_down", owner=social, fields={"worries": ["Being brought down"]})
    stepped = frontdoor.bring_down(
        told=what_is_told(stepped_down=a_stepping_down()),
        by=social,
        at=NOW,
        draft=a_draft(form="frontdoor.step_down", owner=social),
    )
    keys = []
    frontdoor.send_link(email="someone@example.org", address_of=keys.append, at=timezone.now())
    link_draft = Draft.objects.get(key_hash=hash_of(keys[0]))
    link = frontdoor.ask_for_help(told=what_is_told(asker=an_asker(name="Someone")), draft=link_draft, by=None, at=NOW)
    return Side(
        home=home,
        family=home.family,
        case=home.case,
        plan=plan,
        link=keys[0],
        asker=asker,
        contact=contact,
        references={
            one.reference
            for one in (
                home.family,
                home.case,
                home.mother,
                home.father,
                home.girl,
                home.boy,
                home.unborn,
                complete,
                draft,
                plan,
                contact,
                stepped,
                link,
                document,
            )
        },
        arguments={
            "people:reference": home.family.reference,
            "record:reference": home.family.reference,
            "cases:reference": home.case.reference,
            "assessments:reference": draft.reference,
            "frontdoor:reference": contact.reference,
            "plans:reference": plan.reference,
            "meeting_reference": meeting.reference,
            "member_id": str(member.id),
            "plans:position": "1",
            "plans:read_scale:position": str(scale.position),
            "plans:number": str(copy.number),
            "plans:case_reference": home.case.reference,
            "assessments:of_case:reference": home.case.reference,
            "assessments:decline:reference": home.case.reference,
            **{
                f"people:{verb}:reference": home.girl.reference
                for verb in (
                    "person",
                    "add_other_name",
                    "correct_birth",
                    "correct_details",
                    "move_home",
                    "note_birth",
                    "rename_person",
                    "state_fact",
                )
            },
            **{
                f"people:{verb}:{one}": person.reference
                for verb in ("beside", "join_records", "part_records", "to_sort")
                for one, person in (("reference", home.mother), ("other", home.father))
            },
            "people:other": second.reference,
            "person": home.girl.reference,
            "person_reference": home.father.reference,
            "assessments:note_approach:person": home.father.reference,
            "assessments:write_section:domain": "child",
            "assessments:write_family_section:domain": "parents",
            "assessments:key": "school",
            "people:agreement": str(agreement.id),
            "agreement_id": str(agreement.id),
            "relationship": str(Relationship.objects.filter(person=home.mother).order_by("id")[0].id),
            "allocation_id": str(Allocation.objects.get(case=home.case, worker=helper).id),
            "involvement_id": str(involvement.id),
            "step_id": str(Step.objects.filter(case=home.case).order_by("id")[0].id),
            "document_reference": document.reference,
            "event_id": str(event.id),
            "draft_id": str(begun.id),
            "frontdoor:see_sent:draft_id": str(contact.draft_id),
            "frontdoor:take_in:draft_id": str(taking.id),
            "frontdoor:step_down:draft_id": str(stepping.id),
            "frontdoor:see_stepped_down:draft_id": str(stepped.draft_id),
            "frontdoor:key": keys[0],
            "frontdoor:position": "1",
            "family:position": "2",
            "commissioning:reference": package.reference,
            "commissioning:case_reference": home.case.reference,
            "aim_id": str(package.aims.get().id),
            "line_id": str(package.versions.get().lines.get().id),
            "term_id": str(package.versions.get().terms.get().id),
        },
    )


def _ask(asker):
    told = what_is_told(people=(a_child(given_names="Mira"), a_mother()))
    return frontdoor.ask_for_help(told=told, draft=a_draft(owner=asker), by=asker, at=NOW)


def _mark_every_word(mark: str) -> None:
    """Put the mark before every word that the families' tables hold by now and that has none."""
    for model in apps.get_models():
        if model._meta.app_label not in OF_FAMILIES or not hasattr(model, "Privacy"):
            continue
        told = getattr(model.Privacy, "personal", set()) | getattr(model.Privacy, "sensitive", set())
        for one in model._meta.concrete_fields:
            if one.name in told - CODES and type(one) in (models.CharField, models.TextField) and not one.choices:
                _mark(model, one, mark)


def _mark(model, one, mark: str) -> None:
    marked = Concat(Value(f"{mark} "), F(one.name))
    if one.max_length:
        marked = Left(marked, one.max_length)
    unmarked = model.objects.exclude(**{one.name: ""}).exclude(**{f"{one.name}__startswith": MARK})
    try:
        with transaction.atomic(), pgtrigger.ignore(*WRITTEN_ONCE):
            unmarked.update(**{one.name: marked})
    except IntegrityError:  # a code with a shape of its own, such as a postcode
        return


def _general(asker, scorer) -> dict[str, str]:
    """Arguments of the pages that are about no family."""
    agency = an_agency(name="Any agency")
    team = a_team(agency=agency)
    account = a_user(WORKER, team=team, name="Any account")
    administrator = a_user("administrator", name="Any administrator")
    keys = []
    invite(user=account, link_for=keys.append, by=administrator, at=timezone.now())
    locality = given_a_locality("Millbrook", team=team)
    area = given_an_area(locality=locality)
    given_figures("imd_score", {area: 20.0}, unit="score")
    given_a_postcode("OX4 3LP", area=area)
    hub = given_a_hub(locality, "Millbrook hub")
    descriptors = given_a_threshold_document()
    stranger = a_user(WORKER, name="Any opener")
    opening = open_beyond_grants(
        viewer=stranger,
        subject_kind="family",
        subject_id=uuid4(),
        about=(),
        reason="The night duty team asked what we know",
        at=NOW,
    )
    batch = RequestImport.objects.create(
        file_digest="d", by=account, at=NOW, keeps_good_rows=True, rows_read=0, rows_taken=0, rows_known=0
    )
    service = given_a_service()
    core = CoreItem.objects.create(slug="any-core-item", name="Any core item", promise="Play every day")
    offer = HubOffer.objects.create(site=hub, service=service, kind="local")
    loaded = Import.objects.create(kind="iod2019", file_name="a.csv", started_at=NOW, finished_at=NOW, status="done")
    elsewhere = Hub("Elsewhere")
    volunteer = hubs.add_volunteer(
        hub=elsewhere.site, name="Any volunteer", part="Play", hours_a_week=None, by=elsewhere.manager, at=NOW
    )
    figures = FigureFile.objects.create(
        kind="budget", name="a.csv", digest="d", by=account, at=NOW, rows_read=0, rows_taken=0, rows_same=0
    )
    index = given_an_index()
    public_money = given_a_published_formula(given_a_formula(locality, slug=index.slug))
    scenario = given_a_published_scenario()
    sealed, seal = given_a_sealed_family(named=[a_user(WORKER, name="Any name")])
    return {
        **{f"record:{page}:reference": sealed.reference for page in SEAL_PAGES},
        "record:name_id": str(seal.names.get().id),
        "planning:slug": index.slug,
        **{
            f"planning:{page}:slug": scenario.slug
            for page in (
                "scenario",
                "stop_scenario",
                "publish_scenario",
                "withdraw_scenario",
                "ask_why",
                "ask_frontier",
                "stop_frontier",
                "start_with_number",
                "frontier_csv",
                "scenario_csv",
                "scenario_geojson",
                "scenario_paper",
                "scenario_paper_pdf",
                "published_plan",
                "published_csv",
                "published_frontier_csv",
                "published_plan_paper",
                "published_plan_paper_pdf",
            )
        },
        **{
            f"planning:{page}:slug": week.slug
            for week in (given_a_week_of_outreach(),)
            for page in (
                "outreach_week",
                "stop_outreach",
                "outreach_paper",
                "outreach_paper_pdf",
                "timetable_csv",
                "outreach_areas_csv",
            )
        },
        "planning:reference": (draft := given_an_appraisal(scenario)).reference,
        "planning:kind": "risks",
        "planning:line": draft.asked["risks"][0]["id"],
        **{
            f"planning:{page}:reference": public.reference
            for public in (given_a_published_appraisal(scenario),)
            for page in (
                "published_appraisal",
                "centres_csv",
                "published_paper",
                "published_paper_pdf",
                "withdraw_appraisal",
            )
        },
        **{
            f"planning:{page}:reference": public_money.reference
            for page in ("published_formula", "published_formula_csv", "published_formula_pdf")
        },
        "planning:version": "1",
        "planning:locality": locality.slug,
        "hubs:slug": elsewhere.site.slug,
        "hubs:session_id": str(given_a_session(elsewhere).id),
        "hubs:volunteer_id": str(volunteer.id),
        "hubs:file_id": str(figures.id),
        "hubs:kind": "capacity",
        "hubs:template:kind": "budget",
        "hubs:year": "2025",
        "hubs:month": "2025-04",
        "hubs:day": TODAY.isoformat(),
        "identity:slug": agency.slug,
        "identity:team:slug": team.slug,
        "identity:role:slug": "partner",
        "user_id": str(account.id),
        "membership_id": str(account.memberships.get().id),
        "identity:key": keys[0],
        "policy:key": declared_policies()[0].key,
        "version": str(Descriptor.objects.get(id=descriptors[2]).document.version),
        "descriptor_id": str(descriptors[2]),
        "opening_id": str(opening.id),
        "import_id": str(batch.id),
        "workforce:slug": Skill.objects.create(slug="any-skill", name="Any skill").slug,
        "directory:slug": hub.slug,
        "directory:item_slug": core.slug,
        "directory:core_item:slug": core.slug,
        **{
            f"directory:{page}:slug": service.slug
            for page in ("service", "print_service", "change_service", "check_service")
        },
        "offer_id": str(offer.id),
        **general_arguments(),
        **grants_arguments(asker, scorer),
        "places:import_id": str(loaded.id),
        "places:slug": hub.slug,
        "code": area.code,
        **{
            f"places:{verb}:slug": locality.slug
            for verb in ("locality", "change_locality", "close_locality", "reopen_locality", "set_hub")
        },
    }
