"""Places on screen: what is shown, to whom, in how many queries, and what a form says back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.places.models import Import, Locality, Measure, Site, Statistic
from alongside.places.presenters.pages import FIFTHS
from tests.factories import NOW, a_team, a_user
from tests.places.given import (
    given_a_hub,
    given_a_locality,
    given_a_postcode,
    given_a_site,
    given_an_area,
)

pytestmark = pytest.mark.django_db
MANAGERS_ONLY = ["places:add_locality", "places:move_areas", "places:add_site", "places:imports"]
TRIANGLE = [[0, 52], [0.1, 52], [0.1, 52.1], [0, 52]]
FOR_ALL = ["places:localities", "places:sites", "places:find"]


@pytest.fixture
def worker(client):
    client.force_login(a_user("family-worker"))
    return client


@pytest.fixture
def boss(client):
    client.force_login(a_user("administrator"))
    return client


def page(client, name: str, *args, **query) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


@pytest.mark.parametrize("name", FOR_ALL)
def test_everyone_signed_in_reads_places_and_nobody_else(client, worker, name):
    assert "<h1" in page(worker, name)
    client.logout()
    assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("name", MANAGERS_ONLY)
def test_set_up_pages_are_not_there_for_workers(client, name):
    client.force_login(a_user("administrator"))
    assert "<h1" in page(client, name)
    client.force_login(a_user("family-worker"))
    assert client.get(reverse(name)).status_code == 404


def test_workers_are_not_shown_what_they_can_not_do(worker):
    locality = given_a_locality()
    assert "Set up places" not in page(worker, "places:localities")
    assert "Set the hub" not in page(worker, "places:locality", locality.slug)


def _figure(area, key: str, value: float | None) -> None:
    measure, _ = Measure.objects.get_or_create(
        key=key, vintage="demo",
        defaults={"name": key, "unit": "", "source": "Test", "higher_means": "neither"},
    )  # fmt: skip
    Statistic.objects.create(measure=measure, area=area, period="2025", value=value, suppressed=value is None)


def test_a_locality_shows_hub_team_people_areas_and_map(worker):
    one = given_a_locality("Riverside", team=a_team(name="Riverside team"))
    given_a_hub(one, "Riverside Hub")
    area = given_an_area(locality=one)
    area.boundary = {"type": "Polygon", "coordinates": [TRIANGLE]}
    area.save()
    for key, value in (("population", 1_234), ("population_0_15", 321), ("imd_decile", 2)):
        _figure(area, key, value)
    shown = page(worker, "places:locality", one.slug)
    for words in ("Riverside Hub", "Riverside team", "1,234 (2025)", "321", "Hub: 1",
                  FIFTHS[5], reverse("places:area", args=[area.code])):  # fmt: skip
        assert words in shown, words


@pytest.mark.parametrize(
    ("has_area", "has_hub", "said"),
    [(False, False, "no areas yet"), (True, False, "no hub yet"), (True, True, "No team works")],
)
def test_a_locality_says_what_it_still_needs(worker, has_area, has_hub, said):
    one = given_a_locality()
    if has_area:
        given_an_area(locality=one)
    if has_hub:
        given_a_hub(one)
    assert said in page(worker, "places:locality", one.slug)


def test_an_area_shows_each_figure_with_period_and_source(worker):
    area = given_an_area(locality=given_a_locality("Riverside"))
    _figure(area, "under_5", None)
    shown = page(worker, "places:area", area.code)
    for words in ("Suppressed", "2025", "Test", "Riverside"):
        assert words in shown


def test_a_postcode_is_looked_up_without_going_into_the_address(worker):
    one = given_a_locality("Riverside")
    given_a_hub(one, "Riverside Hub")
    given_a_postcode("ZY1 2AB", area=given_an_area(locality=one))
    answer = worker.post(reverse("places:find"), {"postcode": "zy12ab"})
    assert "Riverside Hub" in answer.content.decode()
    answer = worker.post(reverse("places:find"), {"postcode": "ZY9 9ZZ"})
    assert "choose the locality yourself" in answer.content.decode()
    answer = worker.post(reverse("places:find"), {"postcode": ""})
    assert "Enter the postcode" in answer.content.decode()


def test_sites_are_narrowed_and_paged(worker):
    here = given_a_locality("Riverside")
    for n in range(30):
        given_a_site(kind="school", locality=here, name=f"School {n:02d}")
    given_a_site(kind="library", name="Elsewhere Library")
    shown = page(worker, "places:sites", locality=here.slug, kind="school")
    assert "School 24" in shown
    assert "School 25" not in shown
    assert "Next page" in shown
    assert "Elsewhere Library" not in shown
    assert "Elsewhere Library" in page(worker, "places:sites", words="elsewhere")
    assert "No site fits" in page(worker, "places:sites", words="nothing like it")
    assert "<h1" in page(worker, "places:sites", locality="not-one", kind="nonsense")


@pytest.mark.parametrize("name", ["places:locality", "places:site", "places:area"])
def test_what_is_not_there_is_a_page_not_found(worker, name):
    assert worker.get(reverse(name, args=["nowhere"])).status_code == 404


def _count(client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(path).status_code == 200
    return len(caught)


def test_lists_ask_the_same_number_of_queries_at_one_row_and_at_fifty(boss):
    def fill(number: int) -> None:
        for _ in range(number):
            one = given_a_locality(team=a_team())
            given_a_hub(one)
            _figure(given_an_area(locality=one), "population", 1)
            Import.objects.create(kind="county", file_name="x", started_at=NOW, status="running")

    paths = [reverse(name) for name in ("places:localities", "places:sites", "places:imports")]
    fill(1)
    few = [_count(boss, path) for path in paths]
    fill(49)
    assert [_count(boss, path) for path in paths] == few
    assert max(few) <= 12


def test_a_locality_is_added_changed_and_refused_on_screen(boss):
    team = a_team(name="North team")
    answer = boss.post(reverse("places:add_locality"), {"name": "North", "team": team.slug})
    assert answer.url == reverse("places:move_areas")
    one = Locality.objects.get(name="North")
    assert one.team == team

    given_a_locality("South")
    answer = boss.post(reverse("places:change_locality", args=[one.slug]), {"name": "South"})
    assert "There is a locality named South already" in answer.content.decode()
    answer = boss.post(reverse("places:change_locality", args=[one.slug]), {"name": ""})
    assert "Enter the name of the locality" in answer.content.decode()
    answer = boss.post(reverse("places:change_locality", args=[one.slug]), {"name": "Far North"})
    assert answer.url == reverse("places:locality", args=[one.slug])
    assert Locality.objects.get(pk=one.pk).team is None


def test_a_hub_is_set_on_screen_with_hubs_and_centres_first(boss):
    one = given_a_locality()
    assert "Add the hub as a site first" in page(boss, "places:set_hub", one.slug)
    given_a_site(kind="library", locality=one, name="A Library")
    centre = given_a_site(kind="childrens_centre", locality=one, name="Z Centre")
    shown = page(boss, "places:set_hub", one.slug)
    assert shown.index("Z Centre") < shown.index("A Library")
    answer = boss.post(reverse("places:set_hub", args=[one.slug]), {"site": centre.slug})
    assert answer.status_code == 302
    assert Locality.objects.get(pk=one.pk).hub_site == centre


def test_areas_are_moved_on_screen(boss):
    one, other = given_a_locality("One"), given_a_locality("Other")
    area = given_an_area(locality=one)
    assert "Out of which locality?" in page(boss, "places:move_areas")
    path = f"{reverse('places:move_areas')}?from={one.slug}"
    answer = boss.post(path, {"areas": [], "to": other.slug})
    assert "areas are moving" in answer.content.decode()
    answer = boss.post(path, {"areas": [area.code], "to": other.slug})
    assert answer.url == reverse("places:locality", args=[other.slug])
    area.refresh_from_db()
    assert area.locality == other


def test_a_locality_is_closed_and_opened_again_on_screen(boss):
    one = given_a_locality("One")
    area = given_an_area(locality=one)
    path = reverse("places:close_locality", args=[one.slug])
    assert "Move its areas to other localities first" in boss.post(path).content.decode()
    area.delete()
    assert boss.post(path).status_code == 302
    assert "Closed" in page(boss, "places:localities")
    assert boss.post(reverse("places:reopen_locality", args=[one.slug])).status_code == 302
    assert Locality.objects.get(pk=one.pk).is_active


def test_a_site_is_added_changed_closed_and_opened_on_screen(boss):
    given_a_postcode("ZY1 2AB", area=given_an_area(locality=given_a_locality()))
    typed = {"name": "Mill Lane Library", "kind": "library", "address_line_1": "1 Mill Lane",
             "postcode": "zy12ab"}  # fmt: skip
    wrong = boss.post(reverse("places:add_site"), typed | {"postcode": "ZY9 9ZZ"})
    assert "not among this county’s postcodes" in wrong.content.decode()
    assert "1 Mill Lane" in wrong.content.decode(), "what was typed is still there"

    answer = boss.post(reverse("places:add_site"), typed)
    site = Site.objects.get()
    assert answer.url == reverse("places:site", args=[site.slug])
    boss.post(reverse("places:change_site", args=[site.slug]), typed | {"kind": "venue"})
    assert Site.objects.get().kind == "venue"
    boss.post(reverse("places:close_site", args=[site.slug]))
    assert not Site.objects.get().is_active
    assert "Open it again" in page(boss, "places:site", site.slug)
    boss.post(reverse("places:reopen_site", args=[site.slug]))
    assert Site.objects.get().is_active


def test_an_imports_report_is_shown(boss):
    kept = Import.objects.create(
        kind="county", file_name="oxon", started_at=NOW, finished_at=NOW, status="refused",
        report={
            "county": "E10000025", "vintage": "2021", "refusal": "One row can not be used",
            "bad_rows": [{"file": "f.csv", "row": 7, "column": "pcds", "value": "?",
                          "expected": "a postcode such as OX1 1ND"}],
            "joins": [{"what": "Areas with a boundary", "joined": 4, "out_of": 5,
                       "missing": ["E01000005"]}],
        },
    )  # fmt: skip
    assert "oxon" in page(boss, "places:imports")
    shown = page(boss, "places:import_report", kept.id)
    for words in ("One row can not be used", "f.csv", "a postcode such as OX1 1ND", "E01000005"):
        assert words in shown
    gone = reverse("places:import_report", args=["00000000-0000-7000-8000-000000000000"])
    assert boss.get(gone).status_code == 404


def test_a_running_import_has_a_page_too(boss):
    kept = Import.objects.create(kind="county", file_name="x", started_at=NOW, status="running")
    assert "Running" in page(boss, "places:import_report", kept.id)
