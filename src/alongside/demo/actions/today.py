"""What makes the invented county alive today: contacts that wait, families that sign in, records opened, papers."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from alongside.assessments.actions import WhyStopped, stop_assessment
from alongside.assessments.models import Assessment
from alongside.assessments.rules import NextStep, StopReason
from alongside.cases.models import Case
from alongside.demo.chosen import Chosen
from alongside.demo.gateways import settle_post
from alongside.demo.living import ARCS
from alongside.demo.living.script import Script, births_for
from alongside.demo.living.steps import Life, told_by
from alongside.demo.organisations import NAMED, PASSWORD
from alongside.demo.papers import LETTER_WORDS, a_pdf
from alongside.demo.stories import STORIES
from alongside.demo.wording import Words
from alongside.foundation.access.actions import review_opening
from alongside.foundation.drafts.actions import start_draft_by_link, start_or_resume_draft
from alongside.foundation.identity.models import Invitation
from alongside.frontdoor import actions as door
from alongside.frontdoor.models import Contact
from alongside.frontdoor.queries.asking import ASK_FORM, TAKE_IN_FORM
from alongside.frontdoor.rules import Asker, AskerKind, FamilyView, Part, Route, Told, ToldOf
from alongside.people.models import FamilyMember, Person
from alongside.plans import actions as plans
from alongside.plans.models import Plan
from alongside.record import actions as record

from .doubles import seed_doubles
from .families import plot_of
from .standing import County

HOURS_AGO = (0.6, 1.5, 2.5, 3.2, 4.1, 5.4, 6.3, 21, 25, 27, 30, 49, 52, 76)
"""How long ago each of the contacts arrived that wait now; the last few are late."""
FIRST_NUMBER = 900_000
TO_TICK = {
    "parent": "Bring the letters that came this month to the next meeting",
    "young-person": "Say which day is best for the next talk, and where",
}
REASONS = (
    "A neighbour rang about shouting next door. I must know tonight whether anyone is with the family.",
    "A and E rang: a child of this name is there now and nobody can reach the parent.",
    "The duty worker is ill and a school asked for this family’s lead professional at once.",
)


def bring_today_alive(county: County, *, seed: int, at: datetime, today: date) -> None:
    """Make what waits, who signs in and what is to be looked at, as of now."""
    chance = Random(f"{seed}/today")
    _contacts_that_wait(county, seed=seed, at=at, today=today, chance=chance)
    _told_of_people_already_known(county, at=at, chance=chance)
    _family_that_signs_in(county, at=at)
    _assessment_that_stopped(county, at=at)
    _records_opened(county, at=at, chance=chance)
    _papers(county, at=at, chance=chance)
    seed_doubles(county, at=at)
    settle_post(unread_since=at - timedelta(days=6))


def true_script(county: County, one: Chosen, *, seed: int, today: date) -> Script:
    """A family's own script, with its true names and words, as it would be lived rather than stamped."""
    plot = plot_of(county, one, seed=seed)
    start = today - timedelta(days=one.arc.days)
    return Script(
        cast=plot.cast,
        names=plot.household.names,
        births=births_for(plot.cast, start),
        words=Words(one.story, plot.facts, plot.chance),
        helpers=plot.helpers,
        home_lines=plot.facts["home"],
        postcode=plot.home.postcode,
        school=plot.school,
        start=start,
        today=today,
        outcomes=one.story.outcomes,
        descriptors={level: tuple(found[:2]) for level, found in county.descriptors.items()},
    )


def _contacts_that_wait(county: County, *, seed: int, at: datetime, today: date, chance: Random) -> None:
    routes = (Route.PARTNER, Route.PARTNER, Route.POLICE, Route.PARTNER, Route.PHONE, Route.PUBLIC)
    desk = county.named["front-door-worker"]
    for place, hours in enumerate(HOURS_AGO):
        story = STORIES[(place * 7 + 3) % len(STORIES)]
        cast = story.casts[place % len(story.casts)]
        one = Chosen(FIRST_NUMBER + place, ARCS["waiting"], cast, story, 0, 0 if place == 4 else 1)
        life = Life(true_script(county, one, seed=seed, today=today))
        received = _in_hours(at - timedelta(hours=hours), now=at)
        contact = _told_by(life, routes[place % len(routes)], at=received)
        if place == 2:
            Contact.objects.filter(id=contact.id).update(is_urgent=True, harm_rang="Police, 999", due_on=today)
        if place % 4 == 1:
            by = desk if place < 6 else chance.choice(county.at_the_front_door(is_manager=False))
            door.take_on(contact=contact, by=by, at=received + timedelta(minutes=25))


def _in_hours(moment: datetime, *, now: datetime) -> datetime:
    """A moment when people are at work: the same, moved out of the night and off the weekend, and never to come."""
    hour = timezone.localtime(moment).hour
    moment += timedelta(hours=8 if hour < 9 else -6 if hour > 17 else 0)
    if moment > now:
        moment -= timedelta(days=1)
    return moment - timedelta(days=max(0, timezone.localtime(moment).weekday() - 4))


def _told_by(life: Life, route: Route, *, at: datetime) -> Contact:
    told = told_by(life, Route.PARTNER if route is Route.PUBLIC else route, on=timezone.localtime(at).date())
    helpers = life.script.helpers
    if route is Route.PARTNER:
        draft = start_or_resume_draft(form=ASK_FORM, owner=helpers.referrer, at=at)
        return door.ask_for_help(told=told, draft=draft, by=helpers.referrer, at=at)
    if route is Route.PUBLIC:
        draft, _ = start_draft_by_link(form=ASK_FORM, at=at)
        neighbour = Asker(AskerKind.SOMEONE_ELSE, "A neighbour who gave no name", phone="07700 900456")
        return door.ask_for_help(told=replace(told, asker=neighbour), draft=draft, by=None, at=at)
    draft = start_or_resume_draft(form=TAKE_IN_FORM, owner=helpers.door, at=at)
    return door.take_in(told=told, route=route, agency=None, draft=draft, by=helpers.door, at=at)


def _told_of_people_already_known(county: County, *, at: datetime, chance: Random) -> None:
    """Contacts about people of whom we know: a name misspelt, a twin, and a sister nobody had named."""
    children = list(
        FamilyMember.objects.filter(role="child", family__cases__status="closed", person__born_on__isnull=False)
        .exclude(person__given_names="")
        .select_related("person")
        .order_by("family__reference", "id")
        .distinct()[:60]
    )
    for place, change in enumerate((misspelt, as_twin, as_sibling)):
        member = children[(place * 17) % len(children)]
        _tell_of(
            county,
            change(member.person, chance),
            member,
            at=_in_hours(at - timedelta(hours=1 + place), now=at),
            chance=chance,
        )


def misspelt(person: Person, chance: Random) -> ToldOf:
    """A name with two letters the wrong way round, and an age in place of a day of birth."""
    name = person.given_names
    spot = max(1, len(name) // 2)
    wrong = name[: spot - 1] + name[spot] + name[spot - 1] + name[spot + 1 :] if len(name) > spot else name + "e"
    return ToldOf(Part.CHILD, wrong, person.family_name, born_on=person.born_on, sex=person.sex)


def as_twin(person: Person, chance: Random) -> ToldOf:
    """Another child of the same family name, born on the same day."""
    return ToldOf(Part.CHILD, "Robin", person.family_name, born_on=person.born_on)


def as_sibling(person: Person, chance: Random) -> ToldOf:
    """A younger child of the same family name and home."""
    return ToldOf(Part.CHILD, "Sam", person.family_name, born_on=person.born_on + timedelta(days=730))


def _tell_of(county: County, child: ToldOf, member: FamilyMember, *, at: datetime, chance: Random) -> None:
    by = chance.choice(county.who("partner", "health-trust"))
    home = member.person.addresses.filter(until_on__isnull=True).first()
    told = Told(
        asker=Asker(AskerKind.PROFESSIONAL, by.name, by.job_title, by.agency.name, by.email, by.phone),
        people=(child,),
        family_view=FamilyView.AGREES,
        home_postcode=home.postcode if home else "",
        worries="Came to the drop-in alone and asked for help at home. We talked, and agreed to ask together.",
        going_well="Comes every week, and likes the art table.",
        home_lines=home.lines if home else "",
    )
    draft = start_or_resume_draft(form=ASK_FORM, owner=by, at=at)
    door.ask_for_help(told=told, draft=draft, by=by, at=at)


def _family_that_signs_in(county: County, *, at: datetime) -> None:
    """A parent and a young person of one plan have accounts, with the password of the demo."""
    lead = county.named["family-worker"]
    for_a_while, thirteen = at.date() - timedelta(days=45), at.date() - timedelta(days=13 * 366)
    plan = (
        Plan.objects.filter(
            status="active",
            case__lead=lead,
            started_on__lte=for_a_while,
            case__family__members__role="child",
            case__family__members__person__born_on__lte=thirteen,
        )
        .select_related("case__family")
        .order_by("-started_on", "id")
        .first()
    )
    if plan is None:
        return
    family = plan.case.family
    members = list(family.members.filter(in_household=True).select_related("person").order_by("person__born_on"))
    young = next(one.person for one in members if one.role == "child")
    parent = next(one.person for one in members if one.role in ("parent", "carer"))
    password = make_password(PASSWORD)
    for key, person in (("parent", parent), ("young-person", young)):
        email = next(one.email for one in NAMED if one.key == key)
        user = record.invite_member(family=family, person=person, email=email, link_for=lambda key: "", by=lead, at=at)
        user.password, user.joined_at = password, at
        user.save(update_fields=["password", "joined_at"])
        Invitation.objects.filter(user=user).update(accepted_at=at)
        goal = plan.goals.filter(person=person).order_by("position").first() or plan.goals.first()
        plans.agree_action(
            plan=plan,
            what=TO_TICK[key],
            owner_person=person,
            goal=goal,
            need=goal.need or plan.needs.first(),
            due_on=at.date() + timedelta(days=9),
            by=lead,
            at=at,
        )


def _assessment_that_stopped(county: County, *, at: datetime) -> None:
    """A family of the named hub agreed at first and has changed its mind."""
    named = county.named["family-worker"]
    theirs = Case.objects.filter(lead=named).values("hub_team")
    begun = Assessment.objects.filter(status="draft", case__status="open").select_related("case__lead")
    others = begun.exclude(case__lead=named).order_by("-started_on", "id")
    stopped = others.filter(case__hub_team__in=theirs).first() or others.first()
    if stopped is not None:
        said = WhyStopped(
            reason=StopReason.CHANGED_MIND,
            why="A second visit was put off twice; on the telephone they said that it is too much just now.",
            family_said="We have had enough people in our kitchen. Ring after the holidays.",
            next_step=NextStep.ASK_AGAIN,
            ask_again_on=at.date() + timedelta(days=42),
        )
        stop_assessment(assessment=stopped, said=said, by=stopped.case.lead, at=at)


def _records_opened(county: County, *, at: datetime, chance: Random) -> None:
    """Records opened beyond someone's work, of which a manager has reviewed one."""
    families = [
        one.family for one in Case.objects.filter(status="open").select_related("family").order_by("reference")[:40]
    ]
    workers = county.at_the_front_door(is_manager=False)
    for place, reason in enumerate(REASONS):
        moment = _in_hours(at - timedelta(hours=3 + 20 * place), now=at)
        opening = record.open_beyond_grants(
            family=families[place * 11 % len(families)], reason=reason, by=workers[place], at=moment
        )
        if place == 2:
            review_opening(
                opening=opening,
                was_right=True,
                finding="Right, and brief. The school was rung back at once.",
                by=county.named["front-door-manager"],
                at=moment + timedelta(hours=2),
            )


def _papers(county: County, *, at: datetime, chance: Random) -> None:
    """A few documents, and the turning points that a worker wrote down, for families of the named worker."""
    lead = county.named["family-worker"]
    cases = list(Case.objects.filter(lead=lead, status="open").select_related("family").order_by("opened_on", "id"))
    for place, case in enumerate(cases[:5]):
        title, words = LETTER_WORDS[place % len(LETTER_WORDS)]
        moment = _in_hours(at - timedelta(days=2 + place), now=at)
        if moment.date() < case.opened_on:
            continue
        name = title.lower().replace(" ", "-")
        file = (
            SimpleUploadedFile(f"{name}.pdf", a_pdf(title, words))
            if place % 2 == 0
            else SimpleUploadedFile(f"{name}.txt", "\n".join(words).encode())
        )
        record.keep_document(family=case.family, title=title, file=file, by=lead, at=moment)
        record.add_key_event(
            family=case.family,
            happened_on=case.opened_on,
            what="The family said yes to help",
            by=lead,
            at=moment,
            why_it_matters="It had said no before. This time the parent asked the first question.",
            source="Told at the first visit",
        )
