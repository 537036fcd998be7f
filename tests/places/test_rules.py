"""Rules of places: vintages, tenths, geometry, localities, addresses, measures."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.places.rules import addresses, deciles, geometry, localities, measures, vintages
from alongside.places.rules.county import (
    AreaFacts,
    CountyFacts,
    DistrictFacts,
    FigureFacts,
    LocalityFacts,
    PostcodeFacts,
    SiteFacts,
)
from alongside.places.rules.kinds import MOVES, ImportStatus, SiteKind, Vintage
from alongside.places.rules.reports import BadRow, Join, Report

Y11, Y21 = Vintage.LSOA_2011, Vintage.LSOA_2021


@pytest.mark.parametrize(
    ("column", "vintage"),
    [
        ("LSOA code (2011)", Y11), ("LSOA code (2021)", Y21), ("LSOA11CD", Y11), ("lsoa21cd", Y21),
        ("lsoa11", Y11), ("lsoa21", Y21), ("LSOA 2021 Code", Y21), ("lsoa_2011_code", Y11),
        ("LSOA Code", None), ("LSOA 2021 Name", None), ("lsoa11nm", None),
        ("lsoa11_parents", None), ("msoa21cd", None), ("LSOA (code)", None),
    ],
)  # fmt: skip
def test_vintages_of_columns(column, vintage):
    assert vintages.vintages_of_columns([column]) == ({vintage: column} if vintage else {})


@pytest.mark.parametrize(
    ("codes", "vintage"),
    [
        pytest.param(["E01000001", "E01033769"], Y21, id="a code first drawn in 2021"),
        pytest.param(["E01000001", "E01033768"], None, id="codes that both may have"),
        pytest.param(["W01099999", "nonsense"], None, id="codes of elsewhere say nothing"),
    ],
)
def test_vintage_of_codes(codes, vintage):
    assert vintages.vintage_of_codes(codes) == vintage


@pytest.mark.parametrize(
    ("files", "wanted", "held", "chosen"),
    [
        pytest.param({"a": Y11, "b": Y11}, None, None, Y11, id="files agree"),
        pytest.param({"a": Y11, "b": Y21}, Y21, None, Y21, id="one was chosen"),
        pytest.param({}, None, Y21, Y21, id="nothing said: as held"),
        pytest.param({"a": Y11, "b": Y21}, None, None, None, id="files differ: refused"),
        pytest.param({"a": Y11}, None, Y21, None, id="held on the other: refused"),
        pytest.param({"a": Y21}, Y11, Y21, None, id="asked for the other: refused"),
    ],
)
def test_must_be_one_vintage(files, wanted, held, chosen):
    if chosen is None:
        with pytest.raises(vintages.VintagesMixed, match="mixed"):
            vintages.must_be_one_vintage(vintages=files, wanted=wanted, held=held)
    else:
        assert vintages.must_be_one_vintage(vintages=files, wanted=wanted, held=held) == chosen


@pytest.mark.parametrize(
    ("rank", "decile"),
    [(1, 1), (3284, 1), (3285, 2), (6568, 2), (6569, 3), (29559, 9), (29560, 10), (32844, 10)],
)
def test_decile_of_rank(rank, decile):
    assert deciles.decile_of_rank(rank=rank, out_of=32_844) == decile


@pytest.mark.parametrize("rank", [0, 32_845])
def test_a_rank_outside_the_ranking_is_refused(rank):
    with pytest.raises(ValueError, match="between 1 and 32844"):
        deciles.decile_of_rank(rank=rank, out_of=32_844)


def test_deciles_within_a_county_put_most_need_first_and_settle_ties_by_code():
    values = {f"A{n:02d}": float(n // 2) for n in range(20)}
    most = deciles.deciles_within(values, most_need_is_highest=True)
    least = deciles.deciles_within(values, most_need_is_highest=False)
    assert (most["A18"], most["A19"], most["A00"]) == (1, 1, 10)
    assert (least["A00"], least["A01"], least["A02"], least["A19"]) == (1, 1, 2, 10)


@pytest.mark.parametrize(
    ("longitude", "latitude", "easting", "northing"),
    [
        pytest.param(1.716038, 52.658008, 651_410, 313_177, id="Ordnance Survey's worked example"),
        pytest.param(-1.308697, 52.022538, 447_529, 236_239, id="a point in the Midlands"),
    ],
)
def test_grid_of_is_good_to_five_metres(longitude, latitude, easting, northing):
    east, north = geometry.grid_of(longitude, latitude)
    assert abs(east - easting) < 5
    assert abs(north - northing) < 5


@given(st.floats(100_000, 655_000), st.floats(10_000, 1_200_000))
def test_to_the_globe_and_back_is_the_same_place(easting, northing):
    east, north = geometry.grid_of(*geometry.longitude_latitude_of(easting, northing))
    assert abs(east - easting) < 0.1
    assert abs(north - northing) < 0.1


SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]
HOLE = [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0), (1.0, 1.0)]


@pytest.mark.parametrize(
    ("point", "inside"),
    [((0.5, 0.5), True), ((2.0, 2.0), False), ((5.0, 2.0), False), ((3.5, 2.0), True)],
)
def test_a_point_in_a_hole_is_outside(point, inside):
    assert geometry.is_inside(point, [SQUARE, HOLE]) is inside


def test_size_and_middle():
    assert geometry.size_and_middle(SQUARE) == (16.0, (2.0, 2.0))
    assert geometry.size_and_middle(SQUARE[::-1])[0] == -16.0


def _box(east: int, north: int, size: int = 1000):
    corners = [(east, north), (east + size, north), (east + size, north + size),
               (east, north + size), (east, north)]  # fmt: skip
    ring = [[round(one, 6) for one in geometry.longitude_latitude_of(*point)] for point in corners]
    return {"type": "Polygon", "coordinates": [ring]}


BOXES = {f"{x}{y}": _box(500_000 + 1000 * x, 200_000 + 1000 * y) for x in range(4) for y in range(2)}


def test_an_area_is_found_by_point_and_by_a_point_just_outside():
    finder = geometry.AreaFinder(BOXES)
    assert finder.area_at(500_500, 200_500) == "00"
    assert finder.area_at(503_900, 201_100) == "31"
    assert finder.area_at(504_030, 200_500) == ""
    assert finder.area_near(504_030, 200_500) == "30"
    assert finder.area_near(504_200, 200_500) == ""


def test_neighbours_share_a_side_and_not_only_a_corner():
    assert geometry.neighbours_of(BOXES)["10"] == {"00", "20", "11"}


def test_a_shape_that_is_no_polygon_is_refused():
    with pytest.raises(ValueError, match="Polygon or a MultiPolygon"):
        geometry.rings_of({"type": "Point", "coordinates": [0, 0]})


def test_an_area_in_several_pieces_has_the_rings_of_all():
    piece = [[0, 0], [0, 1], [1, 1], [0, 0]]
    rings = geometry.rings_of({"type": "MultiPolygon", "coordinates": [[piece], [piece, piece]]})
    assert rings == [[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (0.0, 0.0)]] * 3


@pytest.mark.parametrize(
    ("people", "seats", "given_to"),
    [
        pytest.param({"a": 10, "b": 10}, 2, {"a": 1, "b": 1}, id="one each"),
        pytest.param({"a": 30, "b": 10}, 4, {"a": 3, "b": 1}, id="by people"),
        pytest.param({"a": 98, "b": 1, "c": 1}, 4, {"a": 2, "b": 1, "c": 1}, id="none without"),
        pytest.param(
            {"che": 161_013, "oxf": 162_030, "sou": 149_061, "val": 138_909, "wes": 114_262}, 7,
            {"che": 2, "oxf": 2, "sou": 1, "val": 1, "wes": 1}, id="five districts, seven patches",
        ),
    ],
)  # fmt: skip
def test_seats_of(people, seats, given_to):
    assert localities.seats_of(people, seats=seats) == given_to


def test_fewer_localities_than_districts_are_refused_by_the_count_itself():
    with pytest.raises(ValueError, match="need at least 2"):
        localities.seats_of({"a": 1, "b": 1}, seats=1)


@given(
    st.dictionaries(st.text("abcdefgh", min_size=1), st.integers(0, 10**6), min_size=1, max_size=8),
    st.integers(0, 12),
)
def test_seats_add_up_and_every_district_has_one(people, more):
    seats = localities.seats_of(people, seats=len(people) + more)
    assert sum(seats.values()) == len(people) + more
    assert min(seats.values()) >= 1


def _draw(wanted: int, district=lambda x, y: "D"):
    grounds = [
        localities.Ground(
            code, district(int(code[0]), int(code[1])), f"Place {code[0]}", 100.0,
            500_500 + 1000 * int(code[0]), 200_500 + 1000 * int(code[1]),
        )
        for code in BOXES
    ]  # fmt: skip
    return localities.draw_localities(
        grounds=grounds, neighbours=geometry.neighbours_of(BOXES),
        district_names={"D": "Dale", "E": "Edge", "F": "Fell"}, wanted=wanted,
    )  # fmt: skip


def test_a_district_is_halved_evenly_in_one_piece_each_with_places_kept_together():
    halves = _draw(2)
    assert [(one.name, one.people) for one in halves] == [("Dale East", 400), ("Dale West", 400)]
    assert set(halves[1].codes) == {"00", "01", "10", "11"}


def test_a_district_of_one_locality_gives_it_its_name():
    assert [one.name for one in _draw(1)] == ["Dale"]


def test_more_districts_than_localities_join_neighbours_smallest_first():
    drawn = _draw(2, district=lambda x, y: "D" if x < 2 else "E" if x == 2 else "F")
    assert {one.name: len(one.codes) for one in drawn} == {"Dale": 4, "Edge and Fell": 4}


def test_drawing_is_the_same_each_time():
    assert _draw(3) == _draw(3)


def test_the_hub_is_a_hub_or_a_childrens_centre_or_else_the_most_central_site():
    near, far = 1.0, 100.0
    sites = [
        ("school", SiteKind.SCHOOL, near, 0.0), ("library", SiteKind.LIBRARY, far, 0.0),
        ("far centre", SiteKind.CHILDRENS_CENTRE, far, 0.0),
        ("near centre", SiteKind.CHILDRENS_CENTRE, near, 0.0),
    ]  # fmt: skip
    pick = localities.hub_of
    assert pick(sites=sites, easting=0, northing=0) == "near centre"
    assert pick(sites=sites[:2], easting=0, northing=0) == "library"
    assert pick(sites=sites[:1], easting=0, northing=0) == "school"
    assert pick(sites=[], easting=0, northing=0) == ""
    hub = ("hub", SiteKind.HUB, 10_000.0, 0.0)
    assert pick(sites=[*sites, hub], easting=0, northing=0) == "hub"


def test_sites_of_one_name_are_told_apart_by_their_number():
    hall = SiteFacts("", "Village Hall", SiteKind.VENUE, "100")
    other = replace(hall, source_id="200")
    alone = replace(hall, name="Mill Lane Hall", source_id="300")
    slugs = [one.slug for one in addresses.with_own_slugs([hall, other, alone])]
    assert slugs == ["village-hall-venue-100", "village-hall-venue-200", "mill-lane-hall"]


@pytest.mark.parametrize(("name", "slug"), [("St Mary’s, Thame", "st-marys-thame"), ("Zoë & Co.", "zoe-co"), ("—", "")])
def test_slug_of(name, slug):
    assert addresses.slug_of(name) == slug


@pytest.mark.parametrize(
    ("register", "said"),
    [("THE SURGERY OF ST ANN", "The Surgery of St Ann"), ("Mixed Already", "Mixed Already")],
)
def test_a_name_in_capitals_has_small_letters_again(register, said):
    assert addresses.as_said(register) == said


@pytest.mark.parametrize(
    ("column", "key", "period"),
    [
        ("Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)", "imd_rank", ""),
        ("Education, Skills and Training Score", "education_score", ""),
        ("Income Deprivation Affecting Children Index (IDACI) Score (rate)", "idaci_score", ""),
        ("Children and Young People Sub-domain Decile (where 1 is most deprived 10% of LSO",
         "cyp_subdomain_decile", ""),
        ("Total population: mid 2015 (excluding prisoners)", "indices_population", "mid-2015"),
        ("Dependent Children aged 0-15: mid 2022", "indices_population_0_15", "mid-2022"),
    ],
)  # fmt: skip
def test_meaning_of_an_official_column(column, key, period):
    meaning = measures.meaning_of_column(column)
    assert (meaning.measure.key, meaning.period) == (key, period)


@pytest.mark.parametrize("column", ["LSOA code (2011)", "Weather Score", ""])
def test_a_column_that_holds_no_measure(column):
    assert measures.meaning_of_column(column) is None


@pytest.mark.parametrize(
    ("key", "value", "is_right"),
    [
        ("imd_decile", 10.0, True), ("imd_decile", 0.0, False), ("imd_decile", 2.5, False),
        ("imd_rank", 1.0, True), ("imd_rank", 0.0, False), ("imd_rank", 1.5, False),
        ("population", 0.0, True), ("population_0_4", -1.0, False), ("population", 1.5, False),
        ("idaci_score", 1.0, True), ("idaci_score", 1.1, False), ("imd_score", 88.0, True),
        ("crime_score", -2.5, True), ("imd_score", None, False),
    ],
)  # fmt: skip
def test_what_is_expected_of_a_figure(key, value, is_right):
    assert (measures.what_is_expected(key, value) == "") is is_right


def test_bands_add_up_single_years():
    bands = measures.bands_of(dict.fromkeys(range(91), 1.0))
    assert bands == {
        "population": 91, "population_0_4": 5, "population_5_10": 6, "population_11_15": 5,
        "population_16_17": 2, "population_0_15": 16, "population_0_17": 18, "population_0_19": 20,
    }  # fmt: skip


def test_a_join_names_what_is_missing_and_counts_the_rest():
    join = Join.of("Areas", wanted=[f"A{n:02d}" for n in range(30)], found=["A00", "B99"])
    assert (join.joined, join.out_of, len(join.missing)) == (1, 30, 20)
    assert str(join).startswith("Areas: 1 of 30; not A01, A02")
    assert str(join).endswith("and 9 more")
    assert str(Join.of("Areas", wanted=["A"], found=["A"])) == "Areas: 1 of 1"


def test_a_bad_row_reads_as_a_sentence():
    bad = BadRow("f.csv", 7, "pcds", "", "a postcode such as OX1 1ND")
    assert str(bad) == "f.csv, row 7, pcds: nothing; expected a postcode such as OX1 1ND"


def test_an_import_that_ended_stays_ended():
    assert all(not MOVES[one] for one in ImportStatus if one != ImportStatus.RUNNING)


def test_a_county_that_does_not_hang_together_says_where():
    county = CountyFacts(
        code="Z", name="Z", vintage=Vintage.DEMO, districts=(DistrictFacts("D", "Dale"),),
        areas=(AreaFacts("A", "A", "D", 1, 1), AreaFacts("A", "A", "E", 1, 1)),
        postcodes=(PostcodeFacts("ZY1 1AA", "B", 1, 1),),
    )  # fmt: skip
    assert county.gaps() == [
        "An area is there twice", "An area’s district is not known",
        "A postcode’s area is not known",
    ]  # fmt: skip


def test_a_ring_that_encloses_nothing_has_its_first_corner_for_its_middle():
    assert geometry.size_and_middle([(3.0, 4.0), (5.0, 6.0), (3.0, 4.0)]) == (0.0, (3.0, 4.0))


def test_the_first_two_hundred_bad_rows_are_kept_word_for_word_and_all_are_counted():
    report = Report(county="Wenshire")
    for number in range(205):
        report.add_bad_row(BadRow("sites.csv", number, "postcode", "?", "a postcode"))
    assert (len(report.bad_rows), report.bad_rows_in_all) == (200, 205)
    assert report.bad_rows[-1].row == 199


@pytest.mark.parametrize(
    ("codes", "county", "chosen", "vintage"),
    [
        pytest.param(
            ["E01033769"], ["E01000001"], Vintage.LSOA_2011, Vintage.LSOA_2021, id="a code first drawn in 2021"
        ),
        pytest.param(
            ["E01000001"], ["E01033769"], Vintage.LSOA_2021, Vintage.LSOA_2011, id="none of the county's new codes"
        ),
        pytest.param(
            ["E01000001"], ["E01000002"], Vintage.LSOA_2021, Vintage.LSOA_2021, id="the two are the same here"
        ),
        pytest.param([], ["E01033769"], Vintage.LSOA_2021, Vintage.LSOA_2021, id="an empty file says nothing"),
    ],
)
def test_vintage_of_undated(codes, county, chosen, vintage):
    assert vintages.vintage_of_undated(codes, county_codes=county, chosen=chosen) == vintage


def _drawn(places, wanted=2):
    """Localities of one district, from (code, easting in km, people), each its own place; neighbours touch in a row."""
    grounds = [localities.Ground(code, "D", f"Place {code}", people, east * 1000, 0) for code, east, people in places]
    codes = [code for code, _, _ in places]
    touching = {code: set() for code in codes}
    for one, other in pairwise(codes):
        if "island" not in (one, other):
            touching[one].add(other)
            touching[other].add(one)
    drawn = localities.draw_localities(
        grounds=grounds, neighbours=touching, district_names={"D": "Dale"}, wanted=wanted
    )
    return {frozenset(one.codes) for one in drawn}


def test_an_island_belongs_with_the_nearest_shore():
    assert _drawn([("a", 0, 100.0), ("b", 10, 100.0), ("c", 20, 100.0), ("island", 23, 50.0)]) == {
        frozenset({"a", "b"}),
        frozenset({"c", "island"}),
    }


def test_evening_out_stops_after_so_many_rounds(monkeypatch):
    row = [(letter, number, 100.0) for number, letter in enumerate("abcdefgh")]
    evened = _drawn(row)
    monkeypatch.setattr(localities, "ROUNDS_OF_EVENING_OUT", 0)
    assert _drawn(row) == evened == {frozenset("abcd"), frozenset("efgh")}


@pytest.mark.parametrize(
    ("column", "name", "unit", "higher_means", "decimals"),
    [
        ("Income Score (rate)", "Income deprivation: rate", "rate", "more_need", 3),
        ("Crime Score", "Crime: score", "score", "more_need", 3),
        ("Crime Rank (where 1 is most deprived)", "Crime: rank, 1 is most deprived", "rank in England", "less_need", 0),
        ("Crime Decile (1 is most deprived)", "Crime: decile, 1 is most deprived", "tenth of England", "less_need", 0),
        ("Total population: mid 2022", "People of all ages, as the Indices count them", "people", "neither", 0),
    ],
)
def test_a_measure_says_what_it_counts_from_whom_and_which_way_need_lies(column, name, unit, higher_means, decimals):
    found = measures.meaning_of_column(f" {column} ").measure
    assert (found.name, found.unit, found.source) == (name, unit, measures.INDICES)
    assert (found.higher_means, found.decimals, found.is_estimate) == (higher_means, decimals, False)


@pytest.mark.parametrize(
    ("column", "key", "period", "source", "is_estimate"),
    [
        ("pop_total_census2021", "population", "census 2021", measures.CENSUS, False),
        ("pop_0_4_est2021", "population_0_4", "2021", measures.CENSUS, True),
        ("pop_5_10_mid2020", "population_5_10", "mid-2020", measures.POPULATION, False),
        ("idaci_est", "idaci_score", "", measures.INDICES, True),
        ("idaci_est_rank", "idaci_rank", "", measures.INDICES, True),
        ("living_env_decile", "living_env_decile", "", measures.INDICES, False),
    ],
)
def test_meaning_of_a_column_of_the_joined_tables(column, key, period, source, is_estimate):
    meaning = measures.meaning_of_shared_column(column)
    assert (meaning.measure.key, meaning.period) == (key, period)
    assert (meaning.measure.source, meaning.measure.is_estimate) == (source, is_estimate)


@pytest.mark.parametrize("column", ["pop_3_9_mid2020", "weather_score", "imd_colour", "lsoa21cd"])
def test_a_column_of_the_joined_tables_that_holds_no_measure(column):
    assert measures.meaning_of_shared_column(column) is None


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("imd_score", None, "a number"),
        ("imd_decile", 11.0, "a whole number from 1 to 10"),
        ("imd_rank", 0.0, "a whole number from 1"),
        ("indices_population", 1.5, "a whole number of people"),
        ("income_score", -0.1, "a rate from 0 to 1"),
    ],
)
def test_a_figure_that_cannot_be_right_says_what_was_expected(key, value, expected):
    assert measures.what_is_expected(key, value) == expected


def test_each_edition_of_the_indices_is_on_the_areas_of_one_census():
    assert [measures.edition_of(year) for year in ("2011", "2021")] == ["2019", "2025"]


WHOLE = CountyFacts(
    code="Z", name="Z", vintage=Vintage.DEMO, districts=(DistrictFacts("D", "Dale"),),
    areas=(AreaFacts("A", "A", "D", 1, 1),), postcodes=(PostcodeFacts("ZY1 1AA", "A", 1, 1),),
    sites=(SiteFacts("hub", "Hub", SiteKind.HUB, "1", area_code="A"), SiteFacts("van", "Van", SiteKind.VENUE, "2")),
    localities=(LocalityFacts("north", "North", ("A",), "hub"), LocalityFacts("south", "South", ())),
    measures=(measures.population_measure("population"),),
    figures=(FigureFacts("population", "A", "2021", 9.0),),
)  # fmt: skip


@pytest.mark.parametrize(
    ("change", "gap"),
    [
        ({}, None),
        ({"sites": (WHOLE.sites[0], WHOLE.sites[0])}, "Two sites have the same address in this system"),
        ({"sites": (replace(WHOLE.sites[0], area_code="B"),)}, "A site’s area is not known"),
        ({"figures": (replace(WHOLE.figures[0], area_code="B"),)}, "A figure’s area is not known"),
        ({"figures": (replace(WHOLE.figures[0], measure_key="x"),)}, "A figure’s measure is not known"),
        ({"localities": (LocalityFacts("n", "N", ("B",)),)}, "A locality has an area that is not known"),
        ({"localities": (WHOLE.localities[0], LocalityFacts("s", "S", ("A",)))}, "An area is in two localities"),
        ({"localities": (LocalityFacts("n", "N", ("A",), "x"),)}, "A locality’s hub is not among the sites"),
    ],
)
def test_a_county_hangs_together_or_says_the_one_thing_that_does_not(change, gap):
    assert replace(WHOLE, **change).gaps() == ([gap] if gap else [])


@pytest.mark.parametrize(
    "measure",
    [
        *(measures.deprivation_measure("imd", part) for part in ("score", "rank", "decile")),
        measures.population_measure("population_0_4", source=measures.CENSUS, is_estimate=True),
        measures.population_measure("indices_population", source=measures.INDICES),
        measures.meaning_of_shared_column("connectivity_score").measure,
        measures.meaning_of_shared_column("idaci_est_rank").measure,
    ],
    ids=lambda measure: measure.key,
)  # fmt: skip
def test_what_official_files_hold_is_open_data(measure):
    told = {"source": measure.source, "vintage": "2021"}
    assert measures.is_open_data(measure.key, **told)
    assert not measures.is_open_data("children_on_plans", **told)
    assert not measures.is_open_data(measure.key, **told | {"source": "Social care"})


@pytest.mark.parametrize(
    ("key", "is_it"),
    [
        pytest.param("imd_score", True, id="as the Indices have it"),
        pytest.param("imd_of_ours", False, id="a part that the Indices do not have"),
        pytest.param("protection_score", False, id="a domain that the Indices do not have"),
    ],
)
def test_in_an_invented_county_what_official_files_would_hold_is_open(key, is_it):
    assert measures.is_open_data(key, source="Invented", vintage="demo") is is_it
