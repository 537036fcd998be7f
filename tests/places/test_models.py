"""Each constraint, by breaking it."""

import pytest
from django.db import IntegrityError, transaction

from alongside.places.models import Area, Import, Locality, Measure, Site, Statistic
from tests.factories import NOW
from tests.places.given import given_a_hub, given_a_locality, given_a_site, given_an_area

pytestmark = pytest.mark.django_db


def a_measure(**changed) -> Measure:
    facts = {"key": "need", "name": "Need", "unit": "score", "source": "Test", "vintage": "demo",
             "higher_means": "more_need"} | changed  # fmt: skip
    return Measure.objects.create(**facts)


def breaks(name: str, act) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


def test_a_site_is_the_hub_of_one_locality_at_most():
    hub = given_a_hub(given_a_locality())
    other = given_a_locality()
    breaks("a_site_is_the_hub_of_one_locality_at_most",
           lambda: Locality.objects.filter(pk=other.pk).update(hub_site=hub))  # fmt: skip


@pytest.mark.parametrize(
    ("model", "change", "name"),
    [
        (Area, {"vintage": "1999"}, "an_area_is_of_a_known_vintage"),
        (Area, {"urban_rural": "suburban"}, "an_area_is_urban_or_rural_or_not_known"),
        (Site, {"kind": "pub"}, "a_site_is_of_a_known_kind"),
        (Site, {"easting": 1}, "a_site_has_both_coordinates_or_neither"),
        (Measure, {"vintage": "1999"}, "a_measure_is_of_a_known_vintage"),
        (Measure, {"higher_means": "fun"}, "a_measure_says_what_a_bigger_figure_means"),
        (Statistic, {"value": None}, "a_figure_has_no_value_exactly_when_suppressed"),
        (Statistic, {"suppressed": True}, "a_figure_has_no_value_exactly_when_suppressed"),
        (Import, {"status": "odd", "finished_at": NOW}, "an_import_is_in_a_known_state"),
        (Import, {"finished_at": NOW}, "an_import_has_finished_exactly_when_no_longer_running"),
        (Import, {"status": "done"}, "an_import_has_finished_exactly_when_no_longer_running"),
    ],
)
def test_impossible_facts_are_refused(model, change, name):
    area = given_an_area()
    given_a_site()
    Statistic.objects.create(measure=a_measure(), area=area, period="2021", value=1)
    Import.objects.create(kind="county", file_name="x", started_at=NOW, status="running")
    breaks(name, lambda: model.objects.update(**change))


def test_a_source_names_a_site_of_one_kind_once():
    for _ in range(2):
        given_a_site(kind="school")
    breaks("a_source_names_a_site_of_one_kind_once",
           lambda: Site.objects.update(source_id="100001"))  # fmt: skip


def test_a_measure_and_a_figure_are_kept_once():
    measure, area = a_measure(), given_an_area()
    breaks("a_measure_is_kept_once_for_each_vintage", a_measure)
    a_measure(vintage="2021")
    facts = {"measure": measure, "area": area, "period": "2021", "value": 1}
    Statistic.objects.create(**facts)
    breaks("a_figure_is_kept_once_for_each_measure_area_and_period",
           lambda: Statistic.objects.create(**facts))  # fmt: skip
