"""Oxfordshire and Essex, out of the shared folder of open data."""

import csv
from pathlib import Path

import pytest

from alongside.places import queries
from alongside.places.actions.county import CountyRefused, CountyWanted, import_county
from alongside.places.gateways import postcodes
from alongside.places.models import Area, Import, Locality, Postcode, Statistic
from alongside.places.rules.deciles import decile_of_rank
from alongside.places.rules.geometry import neighbours_of
from alongside.places.rules.localities import pieces_of
from tests.factories import NOW
from tests.shared_data import shared_path

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


def bring_in(county: str, *, folder: Path | None = None, **choices) -> Import:
    wanted = CountyWanted(
        **{"folder": folder or shared_path("data", "geo"), "county": county, "vintage": "2021"} | choices
    )
    return import_county(wanted=wanted, by=None, clock=lambda: NOW, tell=lambda line: None)


def test_oxfordshire_comes_in_whole():
    kept = bring_in("E10000025")

    totals = kept.report["totals"]
    assert (totals["areas"], totals["districts"], totals["localities"]) == (428, 5, 7)
    assert totals["population census 2021"] == 725_275
    assert totals["population_0_15 census 2021"] == 130_258
    assert (totals["postcodes"], totals["live postcodes"]) == (38_821, 21_948)
    assert (totals["sites"], totals["sites: childrens_centre"]) == (435, 10)
    assert all(one["joined"] == one["out_of"] for one in kept.report["joins"])
    assert kept.report["bad_rows_in_all"] == 0
    assert Postcode.objects.count() == 38_821
    assert Statistic.objects.filter(measure__key="imd_decile", period="2025").count() == 428


def test_oxfordshire_is_in_seven_whole_localities_each_with_a_hub():
    bring_in("E10000025")
    assert not Area.objects.filter(locality=None).exists()
    found = queries.list_localities()
    assert {one.name for one in found} == {
        "Banbury", "Bicester", "Oxford North", "Oxford South", "South Oxfordshire",
        "Vale of White Horse", "West Oxfordshire",
    }  # fmt: skip
    assert {one.hub_site.kind for one in found} == {"childrens_centre"}
    beside = neighbours_of(dict(Area.objects.values_list("code", "boundary")))
    for one in found:
        codes = set(one.areas.values_list("code", flat=True))
        assert len(pieces_of(codes, beside)) == 1, one.name
    people = queries.people_by_locality()
    assert sum(people.values()) == 725_275
    assert min(people.values()) > 725_275 / 7 * 0.7
    assert max(people.values()) < 725_275 / 7 * 1.5


def test_oxfordshires_postcodes_lead_to_their_hub():
    bring_in("E10000025")
    place = queries.place_of("ox46sb")
    assert place.is_found
    assert place.district.name == "Oxford"
    assert place.locality.name == "Oxford South"
    assert place.hub is not None


def test_oxfordshire_on_areas_of_2011_with_the_indices_of_2019():
    kept = bring_in("E10000025", vintage="2011")
    assert kept.report["totals"]["areas"] == 407
    assert kept.report["totals"]["population mid-2020"] == 696_880
    assert {one["layout"] for one in kept.report["files"]} >= {"Indices of Deprivation"}
    assert Statistic.objects.filter(measure__key="imd_decile", period="2019").count() == 407
    assert set(Area.objects.values_list("vintage", flat=True)) == {"2011"}
    assert not Locality.objects.filter(hub_site=None).exists()


def test_a_folder_of_both_vintages_is_refused_until_one_is_chosen():
    with pytest.raises(CountyRefused, match="--vintage 2011 or --vintage 2021"):
        bring_in("E10000025", vintage=None)
    assert not Area.objects.exists()


def test_essex_comes_in_whole():
    kept = bring_in("E10000012")
    totals = kept.report["totals"]
    assert (totals["areas"], totals["districts"], totals["localities"]) == (903, 12, 7)
    assert totals["population census 2021"] == 1_503_530
    assert (totals["postcodes"], totals["live postcodes"]) == (57_389, 39_293)
    assert totals["sites"] == 846
    assert not Area.objects.filter(locality=None).exists()


@pytest.mark.skipif(not postcodes.has_package(), reason="the package is not installed")
def test_oxfordshires_postcodes_from_the_package_agree_with_the_directory():
    kept = bring_in("E10000025", from_package=True)
    assert kept.report["totals"]["postcodes"] > 38_700
    bring_in("E10000025")
    ended = Postcode.objects.filter(is_live=False).count()
    bring_in("E10000025", from_package=True)
    assert Postcode.objects.filter(is_live=False).count() == ended > 16_000
    found = dict(Postcode.objects.values_list("code", "area__code"))
    table = shared_path("data", "geo", "postcodes", "postcodes_oxfordshire_essex.csv.gz")
    rows = postcodes_of(table)
    both = [code for code in rows if code in found]
    agree = sum(rows[code] == found[code] for code in both)
    assert agree / len(both) > 0.985


def postcodes_of(path: Path) -> dict[str, str]:
    import gzip

    with gzip.open(path, "rt", encoding="utf-8") as file:
        return {row["postcode"]: row["lsoa21cd"] for row in csv.DictReader(file) if row["county"] == "Oxfordshire"}


@pytest.mark.parametrize(("year", "areas"), [("2011", 407), ("2021", 428)])
def test_published_tenths_are_those_of_the_rule(year, areas):
    path = shared_path("data", "geo", f"lsoa{year}_england", f"lsoa{year}_oxfordshire.csv")
    out_of = {"2011": 32_844, "2021": 33_755}[year]
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == areas
    for row in rows:
        rank = int(float(row["imd_rank"]))
        assert decile_of_rank(rank=rank, out_of=out_of) == int(row["imd_decile"])
