"""Who helps: told by themselves and their managers, found by team, skill and language."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from alongside.foundation.audit.models import Entry
from alongside.workforce import access, actions, queries, rules
from alongside.workforce.models import WorkerProfile
from tests.factories import NOW, a_team, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return a_team(name="Riverside hub")


@pytest.fixture
def worker(team):
    return a_user("family-worker", team=team, name="Ines Okafor")


@pytest.fixture
def manager(team):
    return a_user("hub-manager", team=team, name="Mara Quill")


def _described(worker, *, by, skills=(), languages=("Polish",), hours=Decimal("18.5"), **facts):
    return actions.describe_worker(
        worker=worker,
        skills=skills,
        languages=list(languages),
        hours_a_week=hours,
        working_pattern="Monday to Wednesday",
        by=by,
        at=NOW,
        **facts,
    )


@pytest.fixture
def at_the(client):
    def opened(user, name, *args, data=None, **query):
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        address = reverse(f"workforce:{name}", args=args)
        return client.get(address, query) if data is None else client.post(address, data)

    return opened


@pytest.mark.parametrize(
    ("typed", "languages"),
    [
        ("", []),
        ("Polish", ["Polish"]),
        (" Polish , urdu,polish\nBSL", ["Polish", "urdu", "BSL"]),
        (",,", []),
    ],
)
def test_tidy_languages(typed, languages):
    assert rules.tidy_languages(typed) == languages


def test_workers_say_for_themselves_and_managers_for_their_team(worker, manager):
    _described(worker, by=worker)
    _described(worker, by=manager, languages=["Polish", "Urdu"])
    assert queries.get_worker(viewer=manager, user_id=worker.id).languages == ("Polish", "Urdu")
    for other in (a_user("hub-manager", team=a_team()), a_user("family-worker"), a_user("partner")):
        with pytest.raises(actions.WorkforceRefused, match="your own details"):
            _described(worker, by=other)
    with pytest.raises(actions.WorkforceRefused, match="at the most 48"):
        _described(worker, by=worker, hours=Decimal(49))


def test_a_family_has_no_working_details_and_is_nobody_s_colleague(manager, team):
    parent = a_user("family-member", kind="family")
    with pytest.raises(actions.WorkforceRefused, match="Families have no working details"):
        _described(parent, by=a_user("administrator", "hub-manager"))
    assert not WorkerProfile.objects.filter(user=parent).exists()
    with pytest.raises(queries.WorkerNotFound):
        queries.get_worker(viewer=manager, user_id=parent.id)


def test_the_number_of_families_is_agreed_with_a_manager(worker, manager):
    with pytest.raises(actions.WorkforceRefused, match="agreed with their manager"):
        actions.agree_capacity(worker=worker, capacity=3, by=worker, at=NOW)
    with pytest.raises(actions.WorkforceRefused, match="from 0 to 60"):
        actions.agree_capacity(worker=worker, capacity=61, by=manager, at=NOW)
    assert actions.agree_capacity(worker=worker, capacity=8, by=manager, at=NOW).capacity == 8
    version = actions.agree_capacity(worker=worker, capacity=8, by=manager, at=NOW).version
    assert actions.agree_capacity(worker=worker, capacity=None, by=manager, at=NOW).version == version + 1


def test_details_changed_meanwhile_are_looked_at_again(worker, manager):
    first = _described(worker, by=worker)
    _described(worker, by=manager, version=first.version)
    with pytest.raises(actions.WorkforceRefused, match="Somebody else changed"):
        _described(worker, by=worker, version=first.version)


def test_workers_are_found_by_team_skill_and_language(worker, manager, team):
    admin = a_user("administrator")
    skill = actions.add_skill(name="Parenting courses", by=admin, at=NOW)
    _described(worker, by=worker, skills=[skill], languages=["Polish"])
    a_user("family-member", kind="family", name="A parent")

    def found(**how):
        return [one.user for one in queries.list_workers(viewer=manager, **how)]

    assert found(team=team) == [worker, manager]
    assert found(agency=team.agency) == [worker, manager]
    assert found(skill="parenting-courses") == [worker]
    assert found(language="polish") == [worker]
    assert found(language="Urdu") == []
    assert "A parent" not in {one.name for one in found()}
    assert queries.ids_with_skill("parenting-courses") == queries.ids_with_language("POLISH") == {worker.id}
    assert queries.workers_of([worker.id])[worker.id].skills == ("Parenting courses",)
    partner = a_user("partner")
    assert queries.list_workers(viewer=partner) == queries.list_teams(viewer=partner) == []
    with pytest.raises(queries.WorkerNotFound):
        queries.get_worker(viewer=partner, user_id=worker.id)


def test_whom_one_may_change_is_the_same_for_a_list_as_for_one(worker, manager):
    others = [worker, manager, a_user("hub-manager", team=a_team()), a_user("administrator"), a_user("partner")]
    listed = [queries.Worker(user=one, profile=None) for one in others]
    for viewer in others:
        assert queries.ids_editable_by(viewer, listed) == {
            one.id for one in others if access.may_edit_profile(viewer, one)
        }


def test_the_list_of_skills_is_an_administrators(manager):
    admin = a_user("administrator")
    skill = actions.add_skill(name="Play therapy", by=admin, at=NOW)
    for refused in ("Play therapy", "play  therapy"):
        with pytest.raises(actions.WorkforceRefused, match="on the list already"):
            actions.add_skill(name=refused, by=admin, at=NOW)
    with pytest.raises(actions.WorkforceRefused, match="in letters"):
        actions.add_skill(name="!!", by=admin, at=NOW)
    with pytest.raises(actions.WorkforceRefused, match="role cannot"):
        actions.add_skill(name="Cooking", by=manager, at=NOW)
    other = actions.add_skill(name="Cooking", by=admin, at=NOW)
    with pytest.raises(actions.WorkforceRefused, match="on the list already"):
        actions.rename_skill(skill=other, name="Play therapy", by=admin, at=NOW)
    actions.set_skill_in_use(skill=skill, is_active=False, by=admin, at=NOW)
    actions.set_skill_in_use(skill=skill, is_active=False, by=admin, at=NOW)
    assert [one.name for one in queries.list_skills()] == ["Cooking"]
    assert Entry.objects.filter(kind="workforce.skill_set_in_use").count() == 1


def test_impossible_details_are_refused_by_the_table(worker):
    profile = _described(worker, by=worker)
    for name, change in (
        ("worker_takes_a_number_of_families_that_can_be", {"capacity": 61}),
        ("worker_works_hours_that_the_law_allows", {"hours_a_week": 50}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            WorkerProfile.objects.filter(id=profile.id).update(**change)


def test_the_list_starts_with_ones_own_team(worker, manager, at_the):
    a_user("family-worker", team=a_team(name="Hillside hub"), name="Far Away")
    page = at_the(manager, "list").content.decode()
    assert "Ines Okafor" in page
    assert "Far Away" not in page
    assert "Far Away" in at_the(manager, "list", team="").content.decode()
    assert "Nobody fits" in at_the(manager, "list", language="Welsh").content.decode()
    assert at_the(a_user("partner"), "list").status_code == 404


def test_details_are_kept_on_screen(worker, manager, at_the):
    skill = actions.add_skill(name="Play therapy", by=a_user("administrator"), at=NOW)
    assert "Families agreed" not in at_the(worker, "own_profile").content.decode()
    at_the(worker, "own_profile", data={"skills": [skill.slug], "languages": "Polish, Urdu", "hours_a_week": "18.5"})
    at_the(manager, "edit", worker.id, data={"languages": "Polish", "capacity": "7", "skills": [skill.slug]})
    profile = WorkerProfile.objects.get(user=worker)
    assert (profile.languages, profile.capacity, profile.skills.get()) == (["Polish"], 7, skill)
    assert "7 at the most" in at_the(worker, "own_profile").content.decode()
    page = at_the(worker, "own_profile", data={"hours_a_week": "lots"}).content.decode()
    assert "Enter hours a week as a number" in page
    stale = at_the(manager, "edit", worker.id, data={"languages": "x", "version": 1}).content.decode()
    assert "Somebody else changed these details" in stale
    assert at_the(a_user("hub-manager", team=a_team()), "edit", worker.id).status_code == 404
    assert at_the(worker, "edit", manager.id).status_code == 404


def test_skills_are_set_on_screen(at_the, worker):
    admin = a_user("administrator")
    at_the(admin, "list_skills", data={"name": "Play therapy"})
    assert "on the list already" in at_the(admin, "list_skills", data={"name": "Play therapy"}).content.decode()
    at_the(admin, "list_skills", data={"name": "Cooking"})
    refused = at_the(admin, "rename_skill", "cooking", data={"name": "Play therapy"})
    assert "on the list already" in refused.content.decode()
    at_the(admin, "rename_skill", "cooking", data={"name": "Cooking together"})
    at_the(admin, "rename_skill", "play-therapy", data={"in_use": "no"})
    page = at_the(admin, "list_skills").content.decode()
    assert "Cooking together" in page
    assert "Off the list" in page
    assert at_the(admin, "rename_skill", "nothing").status_code == 404
    assert at_the(worker, "list_skills").status_code == 404


@pytest.mark.parametrize("number", [1, 50])
def test_the_list_asks_the_database_as_often_at_one_row_as_at_fifty(
    team, manager, client, django_assert_num_queries, number
):
    for n in range(number):
        _described(a_user("family-worker", team=team, name=f"Worker {n}"), by=manager)
    client.force_login(manager, backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get(reverse("workforce:list"))
    with django_assert_num_queries(9):
        client.get(reverse("workforce:list"))
