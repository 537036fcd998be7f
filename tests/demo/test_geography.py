"""The invented county hangs together, is the same each time, and is nowhere real."""

from collections import Counter

import pytest

from alongside.demo.actions.geography import write_county
from alongside.demo.geography import invent_county
from alongside.places import queries
from alongside.places.models import Locality
from alongside.places.rules.geometry import AreaFinder, neighbours_of
from alongside.places.rules.localities import pieces_of
from alongside.places.rules.patches import people_in
from alongside.values.codes import Postcode
from tests.factories import NOW

ALLOCATED_TO_BRITAIN = frozenset(
    {
        "AB", "AL", "B", "BA", "BB", "BD", "BH", "BL", "BN", "BR", "BS", "BT", "CA", "CB",
        "CF", "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL",
        "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "HA",
        "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IP", "IV", "KA", "KT", "KW", "KY",
        "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE",
        "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG",
        "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS",
        "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA",
        "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE", "GY", "JE", "IM", "BX", "XX",
        "GIR",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def county():
    return invent_county()


def test_the_county_is_the_size_of_a_real_one(county):
    assert len(county.districts) == 5
    assert len(county.areas) == 402
    assert len(county.localities) == 7
    assert 5_500 < len(county.postcodes) < 6_500
    assert all(1500 <= people <= 1900 for people in people_in(county).values())
    assert Counter(site.kind for site in county.sites) == {
        "hub": 7, "childrens_centre": 40, "school": 150, "library": 32, "gp_practice": 46,
        "venue": 14, "office": 1,
    }  # fmt: skip


def test_the_same_seed_gives_the_same_county_and_another_seed_another(county):
    assert invent_county() == county
    assert invent_county(seed=2) != county


def test_nothing_is_missing_or_there_twice(county):
    assert county.gaps() == []
    assert len({one.code for one in county.postcodes}) == len(county.postcodes)
    assert len({(site.kind, site.name) for site in county.sites}) == len(county.sites)


def test_postcodes_are_well_formed_and_belong_to_no_part_of_the_country(county):
    assert all(Postcode.parse(one.code).value == one.code for one in county.postcodes)
    letters = {one.code.rstrip("0123456789 ")[:2] for one in county.postcodes}
    assert letters == {"ZY"}
    assert not letters & ALLOCATED_TO_BRITAIN


def test_every_postcode_and_site_lies_in_the_area_it_names(county):
    finder = AreaFinder({one.code: one.boundary for one in county.areas})
    astray = [
        one.code for one in county.postcodes
        if finder.area_at(one.easting, one.northing) != one.area_code
    ]  # fmt: skip
    assert len(astray) <= 5
    assert all(finder.area_near(site.easting, site.northing) for site in county.sites)


def test_the_county_each_district_and_each_locality_is_in_one_piece(county):
    beside = neighbours_of({one.code: one.boundary for one in county.areas})
    assert len(pieces_of(beside, beside)) == 1
    for district in county.districts:
        codes = [one.code for one in county.areas if one.district_code == district.code]
        assert len(pieces_of(codes, beside)) == 1, district.name
    for locality in county.localities:
        assert len(pieces_of(locality.area_codes, beside)) == 1, locality.name


def test_every_area_is_in_one_locality_and_each_has_a_hub_of_its_own(county):
    placed = [code for one in county.localities for code in one.area_codes]
    assert sorted(placed) == [one.code for one in county.areas]
    kinds = {site.slug: site.kind for site in county.sites}
    assert [kinds[one.hub_slug] for one in county.localities] == ["hub"] * 7
    assert len({one.hub_slug for one in county.localities}) == 7


def test_localities_have_between_half_and_twice_an_even_share_of_people(county):
    people = people_in(county)
    even = sum(people.values()) / 7
    for one in county.localities:
        assert even / 2 < sum(people[code] for code in one.area_codes) < even * 2


def test_neighbours_are_alike_in_deprivation(county):
    score = {f.area_code: f.value for f in county.figures if f.measure_key == "imd_score"}
    beside = neighbours_of({one.code: one.boundary for one in county.areas})
    mean = sum(score.values()) / len(score)
    spread = sum((value - mean) ** 2 for value in score.values()) / len(score)
    pairs = [(a, b) for a, others in beside.items() for b in others]
    together = sum((score[a] - mean) * (score[b] - mean) for a, b in pairs) / len(pairs)
    assert together / spread > 0.5  # Moran's I


def test_children_are_a_believable_share_and_more_where_times_are_hard(county):
    figures = {(f.measure_key, f.area_code): f.value for f in county.figures}
    share = {one.code: figures["population_0_17", one.code] / figures["population", one.code] for one in county.areas}
    assert all(0.10 < one < 0.35 for one in share.values())
    hard = [share[c] for k, c in figures if k == "imd_decile" and figures[k, c] <= 2]
    easy = [share[c] for k, c in figures if k == "imd_decile" and figures[k, c] >= 9]
    assert sum(hard) / len(hard) > sum(easy) / len(easy)


def test_every_tenth_of_the_country_is_found_in_the_county(county):
    tenths = {f.value for f in county.figures if f.measure_key == "imd_decile"}
    assert tenths == set(range(1, 11))


@pytest.mark.django_db
def test_the_county_is_stored_and_a_second_time_changes_nothing(county):
    first = write_county(at=NOW)
    assert first["areas"].added == 402
    assert first["hubs set"].changed == 7

    again = write_county(at=NOW)
    assert all(one.added == 0 and one.changed == 0 for one in again.values())

    postcode = next(one for one in county.postcodes if one.is_live)
    place = queries.place_of(postcode.code)
    assert place.area.code == postcode.area_code
    assert place.hub.kind == "hub"
    assert Locality.objects.filter(hub_site__locality__isnull=False).count() == 7
