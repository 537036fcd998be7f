"""Oxfordshire and Essex, out of the shared folder of open data."""

import csv
from pathlib import Path

import pytest

from alongside.places.actions.county import CountyRefused
from alongside.places.gateways import postcodes
from alongside.places.models import Area, Locality, Postcode, Statistic
from alongside.places.rules.deciles import decile_of_rank
from tests.places.real_counties import bring_in
from tests.shared_data import shared_path

pytestmark = [pytest.mark.shared, pytest.mark.django_db]


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
