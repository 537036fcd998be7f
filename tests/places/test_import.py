"""A county out of official files, on screen's terms: good files, bad rows, mixed vintages."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from alongside.foundation.audit.models import Entry
from alongside.places import queries
from alongside.places.actions.county import CountyRefused, CountyWanted, import_county
from alongside.places.models import Area, Import, Locality, Postcode, Site, Statistic
from tests.factories import NOW
from tests.places import files

pytestmark = pytest.mark.django_db


def bring_in(folder: Path, **choices) -> Import:
    wanted = CountyWanted(**{"folder": folder, "county": files.COUNTY, "localities": 2} | choices)
    return import_county(wanted=wanted, by=None, clock=lambda: NOW, tell=lambda line: None)


def refused(folder: Path, **choices) -> CountyRefused:
    with pytest.raises(CountyRefused) as caught:
        bring_in(folder, **choices)
    assert caught.value.kept.status == "refused"
    assert not Area.objects.exists()
    return caught.value


def test_a_county_is_put_together_from_the_official_files(tmp_path):
    kept = bring_in(files.whole_county(tmp_path))

    assert kept.status == "done"
    assert kept.report["vintage"] == "2021"
    assert {one["layout"] for one in kept.report["files"]} == {
        "Indices of Deprivation", "population by single year of age", "boundaries of areas",
        "postcodes (ONSPD or NSPL)", "GIAS establishments",
    }  # fmt: skip
    assert set(Area.objects.values_list("code", flat=True)) == set(files.AREAS)
    assert set(Locality.objects.values_list("name", flat=True)) == {"Norbury", "Sudbury"}
    assert Postcode.objects.filter(is_live=True).count() == 4
    assert Postcode.objects.filter(is_live=False).count() == 4
    assert Entry.objects.filter(kind="places.county_imported").count() == 1


def test_people_counted_by_the_indices_are_kept_apart_from_those_of_ons(tmp_path):
    bring_in(files.whole_county(tmp_path))
    assert set(queries.statistics("population").values()) == {1820.0}
    assert set(queries.statistics("indices_population").values()) == {1600.0}


def test_figures_are_read_by_the_names_of_columns_with_thousands_separators(tmp_path):
    bring_in(files.whole_county(tmp_path))
    area = queries.get_area("E01000002")
    assert queries.statistic("imd_rank", area=area).value == 11_000
    assert queries.statistic("imd_decile", area=area, period="2025").value == 4
    assert queries.statistic("population", area=area, period="mid-2022").value == 1_820
    assert queries.statistic("population_0_4", area=area, period="mid-2022").value == 100
    assert Statistic.objects.filter(area__code=files.ELSEWHERE).count() == 0


def test_two_sources_of_one_figure_that_differ_are_noted_and_the_first_is_kept(tmp_path):
    files.whole_county(tmp_path)
    files.indices_file_7(tmp_path, name="File_7_again.csv", change=[(0, 6, "9"), (2, 6, "9")])
    kept = bring_in(tmp_path)
    noted = [one for one in kept.report["left_out"] if one["name"] == "Figures"]
    assert noted[0]["count"] == 2
    assert set(queries.statistics("imd_decile").values()) == {4.0}


def test_a_postcode_leads_to_its_locality_and_hub(tmp_path):
    bring_in(files.whole_county(tmp_path))
    place = queries.place_of("ab3 1aa")
    assert place.area.code == "E01034001"
    assert place.locality.name == "Sudbury"
    assert place.hub.name == "Sudbury Children's Centre"
    assert place.hub.postcode == "AB3 1AA"


def test_open_schools_of_the_county_come_in_windows_encoding(tmp_path):
    kept = bring_in(files.whole_county(tmp_path))
    school = Site.objects.get(kind="school")
    assert (school.name, school.source_id) == ("St Zoë’s Primary School", "100001")
    assert (school.town, school.detail) == ("Norbury", "Primary")
    centre = Site.objects.get(kind="childrens_centre")
    assert centre.area.code == "E01034001", "by its point, not by GIAS's own code"
    assert any("another vintage" in one["why"] for one in kept.report["misses"])


def test_the_same_files_twice_change_nothing(tmp_path):
    first = bring_in(files.whole_county(tmp_path))
    again = bring_in(tmp_path)
    assert first.digest == again.digest
    for what, changed in again.report["changes"].items():
        assert (changed["added"], changed["changed"]) == (0, 0), what


def test_what_people_have_set_survives_another_import(tmp_path):
    bring_in(files.whole_county(tmp_path))
    sudbury, norbury = (Locality.objects.get(name=name) for name in ("Sudbury", "Norbury"))
    Area.objects.filter(code="E01034001").update(locality=norbury)
    Locality.objects.filter(pk=sudbury.pk).update(name="South Patch")
    Site.objects.filter(kind="childrens_centre").update(is_active=False)

    bring_in(tmp_path)

    assert Area.objects.get(code="E01034001").locality == norbury
    assert Locality.objects.get(pk=sudbury.pk).name == "South Patch"
    assert Site.objects.get(kind="childrens_centre").is_active is False


def test_a_changed_file_changes_just_what_differs(tmp_path):
    bring_in(files.whole_county(tmp_path))
    files.onspd(tmp_path, change=[(0, 3, "202001")])
    kept = bring_in(tmp_path)
    assert kept.report["changes"]["postcodes"] == {"added": 0, "changed": 1, "unchanged": 7}
    assert queries.place_of("AB1 1AA").is_live is False


BAD = [
    pytest.param(files.onspd, (0, 1, "AB11 OOPS"), "pcds", "AB11 OOPS", 2, id="postcode"),
    pytest.param(files.onspd, (2, 6, "east"), "east1m", "east", 4, id="easting"),
    pytest.param(files.indices_file_7, (1, 6, "11"), "Decile", "11", 3, id="tenth of eleven"),
    pytest.param(files.indices_file_7, (0, 7, "1.5"), "Income Score", "1.5", 2, id="rate"),
    pytest.param(files.indices_file_7, (3, 0, "E0103400Z"), "LSOA code", "E0103400Z", 5, id="code"),
    pytest.param(files.population, (0, 4, "1,819"), "Total", "1,819", 4, id="ages do not add up"),
    pytest.param(files.population, (1, 9, "-1"), "F4", "-1", 5, id="fewer people than none"),
    pytest.param(files.gias, (0, 9, "9999999"), "Easting", "9999999", 2, id="off the grid"),
    pytest.param(files.gias, (0, 0, ""), "URN", "", 2, id="no number"),
]


@pytest.mark.parametrize(("write", "change", "column", "value", "row"), BAD)
def test_a_bad_row_refuses_all_and_says_where_it_is(tmp_path, write, change, column, value, row):
    files.whole_county(tmp_path)
    write(tmp_path, change=[change])
    refusal = refused(tmp_path)
    bad = refusal.kept.report["bad_rows"]
    assert [(one["row"], one["value"]) for one in bad] == [(row, value)]
    assert column in bad[0]["column"]
    assert bad[0]["expected"]
    assert "--keep-good" in str(refusal)


@pytest.mark.parametrize(("write", "change", "column", "value", "row"), BAD)
def test_good_rows_are_kept_when_asked_for(tmp_path, write, change, column, value, row):
    files.whole_county(tmp_path)
    write(tmp_path, change=[change])
    kept = bring_in(tmp_path, keep_good=True)
    assert kept.status == "done"
    assert kept.report["bad_rows_in_all"] == 1
    assert Area.objects.count() == 4


def test_a_row_with_too_many_cells_is_a_bad_row(tmp_path):
    files.whole_county(tmp_path)
    path = tmp_path / "ONSPD.csv"
    path.write_text(path.read_text().replace("AB2 1AA,198001", "AB2 1AA,198001,extra"))
    bad = refused(tmp_path).kept.report["bad_rows"]
    assert bad[0]["row"] == 4
    assert "cells, as in the header" in bad[0]["expected"]


def test_files_of_two_vintages_are_refused_unless_one_is_chosen(tmp_path):
    files.whole_county(tmp_path)
    files.indices_file_7(tmp_path, name="File_7_IoD2019.csv", year="2011")
    message = str(refused(tmp_path))
    assert "2011 areas (File_7_IoD2019.csv) and 2021 areas" in message
    assert "--vintage" in message

    kept = bring_in(tmp_path, vintage="2021")
    assert kept.status == "done"
    left = {one["name"]: one["why"] for one in kept.report["left_out"]}
    assert "2011" in left["File_7_IoD2019.csv"]


def test_a_county_held_on_one_vintage_refuses_the_other(tmp_path):
    bring_in(files.whole_county(tmp_path))
    with pytest.raises(CountyRefused, match="held on 2021 areas"):
        bring_in(tmp_path, vintage="2011")
    assert Area.objects.filter(vintage="2011").count() == 0


def test_a_population_that_does_not_say_its_vintage_is_told_by_its_codes(tmp_path):
    files.whole_county(tmp_path)
    path = tmp_path / "sapelsoasyoa_mid-2022.csv"
    undated = path.read_text().replace("LSOA 2021 Code", "LSOA Code")
    path.write_text(undated)
    assert bring_in(tmp_path).report["joins"][1]["joined"] == 4

    Postcode.objects.all().delete()
    path.write_text(undated.replace("E01034001", "E01000003").replace("E01034002", "E01000004"))
    kept = bring_in(tmp_path)
    left = {one["name"]: one["why"] for one in kept.report["left_out"]}
    assert "codes are of 2011 areas" in left[path.name]


def test_a_file_in_the_wrong_encoding_says_so(tmp_path):
    files.whole_county(tmp_path)
    files.onspd(tmp_path)
    path = tmp_path / "ONSPD.csv"
    path.write_bytes(path.read_bytes() + "caf\u00e9".encode("cp1252"))
    assert "ONSPD.csv is not in UTF-8 (line 11): save it as “CSV UTF-8”" in str(refused(tmp_path))


@pytest.mark.parametrize(
    ("start", "said"),
    [
        pytest.param(b"PK\x03\x04rest", "is a spreadsheet", id="xlsx named csv"),
        pytest.param("a,b\n".encode("utf-16"), "is in UTF-16", id="utf-16"),
        pytest.param(b"a,b\n\x00\x00", "is not text", id="binary"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(tmp_path, start, said):
    files.whole_county(tmp_path)
    (tmp_path / "other.csv").write_bytes(start)
    assert said in str(refused(tmp_path))


def test_a_cut_short_boundary_file_and_a_broken_gzip_are_refused(tmp_path):
    files.whole_county(tmp_path)
    whole = (tmp_path / "lsoa.geojson").read_text()
    (tmp_path / "lsoa.geojson").write_text(whole[:-40])
    assert "cut short" in str(refused(tmp_path))
    (tmp_path / "lsoa.geojson").write_text(whole)
    (tmp_path / "other.csv.gz").write_bytes(b"\x1f\x8bnonsense")
    assert "can not be unpacked" in str(refused(tmp_path))


def test_without_a_directory_of_postcodes_the_districts_must_be_named(tmp_path):
    files.indices_file_7(tmp_path)
    files.boundaries(tmp_path, code="lsoa21cd", label="lsoa21nm")
    assert "--districts" in str(refused(tmp_path))

    kept = bring_in(tmp_path, districts=frozenset(files.DISTRICTS))
    assert kept.report["totals"]["areas"] == 4
    area = Area.objects.get(code="E01000001")
    assert abs(area.easting - 400_000) < 10, "the middle of its boundary"
    missing = {one["what"]: one["out_of"] - one["joined"] for one in kept.report["joins"]}
    assert missing["Areas with a live postcode"] == 4


def test_areas_without_a_population_are_named_in_the_report(tmp_path):
    files.whole_county(tmp_path)
    path = tmp_path / "sapelsoasyoa_mid-2022.csv"
    path.write_text("".join(line for line in path.read_text().splitlines(True)
                            if "E01034002" not in line))  # fmt: skip
    joins = {one["what"]: one for one in bring_in(tmp_path).report["joins"]}
    assert joins["Areas with a population"]["missing"] == ("E01034002",)


def test_a_county_may_list_its_own_localities(tmp_path):
    files.whole_county(tmp_path)
    listed = tmp_path.parent / "localities.csv"
    rows = [["area_code", "locality"], *[[code, "East" if "2" in code[-1] else "West"]
            for code in files.AREAS]]  # fmt: skip
    files.write_csv(listed, rows[:-1])
    assert "leaves out 1 areas, such as E01034002" in str(refused(tmp_path, localities_file=listed))

    files.write_csv(listed, rows)
    bring_in(tmp_path, localities_file=listed)
    assert {one.name: one.area_count for one in queries.list_localities()} == {"East": 2, "West": 2}


def test_one_locality_a_district_when_asked_for(tmp_path):
    kept = bring_in(files.whole_county(tmp_path), localities_from="districts", localities=9)
    assert [one["name"] for one in kept.report["localities"]] == ["Norbury", "Sudbury"]


def test_the_command_prints_the_report_and_stores_it(tmp_path):
    files.whole_county(tmp_path)
    out = io.StringIO()
    call_command("county_import", "--folder", str(tmp_path), "--county", files.COUNTY,
                 "--number-of-localities", "2", stdout=out)  # fmt: skip
    said = out.getvalue()
    assert "Areas with a boundary: 4 of 4" in said
    assert "Sudbury: 2 areas, 3,640 people, hub Sudbury Children's Centre" in said
    assert "Loaded in" in said
    assert queries.list_imports().get().status == "done"


def test_the_command_ends_with_the_refusal(tmp_path):
    with pytest.raises(CommandError, match="There is no folder"):
        call_command("county_import", "--folder", str(tmp_path / "no"), "--county", files.COUNTY,
                     stdout=io.StringIO())  # fmt: skip
    assert Import.objects.get().status == "refused"


def test_a_crash_leaves_nothing_stored_and_a_report_that_says_so(tmp_path, monkeypatch):
    files.whole_county(tmp_path)

    def crash(**facts):
        raise OSError("the disk is full")

    monkeypatch.setattr("alongside.places.actions.load._put_figures", lambda *a: crash())
    with pytest.raises(OSError, match="disk"):
        bring_in(tmp_path)
    assert Import.objects.get().status == "failed"
    assert not Area.objects.exists()
