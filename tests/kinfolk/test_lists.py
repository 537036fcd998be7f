"""Whole lists: columns recognised, doubles found, groups formed, weights learnt, from files alone."""

import random

import polars as pl
import pytest

from kinfolk import load_model
from kinfolk._internals.batch.jobs import dedupe
from kinfolk._internals.batch.mapping import MappingRefused, read_through, recognised
from kinfolk.command import main

MODEL = load_model()
GIVEN = ["Elsie", "Thomas", "Ahmed", "Priya", "Zuzanna", "Oliver", "Grace", "Noah", "Leila", "Kofi"]
FAMILY = ["O'Brien", "Khan", "Kowalski", "Patel", "Smith", "Mensah", "Okafor", "Jones", "Hughes", "Begum"]


def table(**columns) -> pl.DataFrame:
    return pl.DataFrame(columns)


def invented(count: int) -> list[dict[str, str]]:
    rng = random.Random(3)
    return [
        {
            "ref": f"r{n}",
            "forename": rng.choice(GIVEN) + rng.choice("abcdefgh"),
            "surname": rng.choice(FAMILY) + rng.choice("klmnop"),
            "dob": f"20{rng.randint(10, 22)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
            "pc": f"OX{rng.randint(1, 9)} {rng.randint(1, 9)}ND",
        }
        for n in range(count)
    ]


@pytest.mark.parametrize(
    ("columns", "field", "source"),
    [
        pytest.param({"id": ["1"], "Child_Forename": ["Jo"]}, "given_names", "Child_Forename", id="by its name"),
        pytest.param({"id": ["1"], "x": ["2015-03-02"]}, "born_on", "x", id="a date by what stands in it"),
        pytest.param({"id": ["1"], "x": ["a@b.org"]}, "email", "x", id="an email by what stands in it"),
        pytest.param({"id": ["1"], "x": ["OX1 1ND"]}, "postcode", "x", id="a postcode by what stands in it"),
        pytest.param({"id": ["1"], "x": ["male"]}, "sex", "x", id="a sex by what stands in it"),
    ],
)
def test_columns_are_recognised(columns, field, source):
    assert recognised(MODEL, table(**columns))[field] == source


def test_year_month_and_day_apart_are_one_date():
    listed = table(id=["1"], by=["1983"], bm=["7"], bd=["2"])

    assert read_through(MODEL, listed, recognised(MODEL, listed))["born_on"].to_list() == ["1983-07-02"]


def test_a_whole_name_is_taken_apart():
    listed = table(id=["1", "2"], name=["Mary Ann Shaw", "Shaw, Mary Ann"])

    people = read_through(MODEL, listed, recognised(MODEL, listed))

    assert people.select("given_names", "family_name").rows() == [("Mary Ann", "Shaw"), ("Mary Ann", "Shaw")]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        pytest.param({"family_name": "sn"}, "is the id", id="no id"),
        pytest.param({"id": "id", "shoe_size": "sn"}, "shoe_size", id="no such field"),
        pytest.param({"id": "id", "family_name": "surname"}, "no column surname", id="no such column"),
    ],
)
def test_a_mapping_that_cannot_be_followed_is_refused(mapping, said):
    with pytest.raises(MappingRefused, match=said):
        read_through(MODEL, table(id=["1"], sn=["Shaw"]), mapping)


def test_a_list_of_ids_alone_is_refused():
    with pytest.raises(MappingRefused, match="None of ref, shoe tells anything of a person"):
        read_through(MODEL, table(ref=["1"], shoe=["38"]), {"id": "ref"})


@pytest.mark.parametrize(
    "columns",
    [
        pytest.param({"id": [], "given_names": [], "born_on": []}, id="an empty list"),
        pytest.param({"id": ["1"], "given_names": ["Jo"], "born_on": ["2015-03-02"]}, id="one person"),
        pytest.param({"id": ["1", "2"], "sex": ["f", "f"]}, id="nothing to find anybody by"),
    ],
)
def test_a_list_in_which_nobody_can_be_found_twice(columns):
    listed = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))

    assert dedupe(MODEL, listed).pairs.is_empty()


def test_doubles_are_found_from_a_file(tmp_path):
    people = invented(300)
    doubles = [{**one, "ref": f"d{n}", "pc": ""} for n, one in enumerate(people[:40])]
    pl.DataFrame(people + doubles).write_csv(tmp_path / "list.csv")
    (tmp_path / "map.yaml").write_text(
        "id: ref\ngiven_names: forename\nfamily_name: surname\nborn_on: dob\npostcode: pc\n"
    )

    files = [str(tmp_path / name) for name in ("list.csv", "map.yaml", "pairs.csv")]
    assert main(["dedupe", files[0], "--mapping", files[1], "--out", files[2]]) == 0

    found = pl.read_csv(files[2])
    expected = {frozenset((f"r{n}", f"d{n}")) for n in range(40)}
    assert {frozenset(pair) for pair in found.select("id_a", "id_b").rows()} == expected
    assert found["probability"].min() >= MODEL.thresholds.link


def test_two_lists_are_linked_and_the_learnt_model_kept(tmp_path):
    people = invented(200)
    pl.DataFrame(people).write_parquet(tmp_path / "a.parquet")
    pl.DataFrame([{**one, "surname": f"{one['surname']}x"} for one in people[:50]]).write_parquet(
        tmp_path / "b.parquet"
    )

    files = [str(tmp_path / name) for name in ("a.parquet", "b.parquet", "pairs.parquet", "model.yaml", "map.yaml")]
    (tmp_path / "map.yaml").write_text(
        "id: ref\ngiven_names: forename\nfamily_name: surname\nborn_on: dob\npostcode: pc"
    )
    asked = ["link", *files[:2], "--mapping", files[4], "--out", files[2], "--keep-model", files[3]]
    assert main(asked) == 0

    found = pl.read_parquet(files[2])
    assert sorted(found.select("id_a", "id_b").rows()) == sorted((f"r{n}", f"r{n}") for n in range(50))
    learnt = load_model(files[3])
    assert learnt.hash != MODEL.hash
    assert learnt.prior.population == 250


def test_a_file_that_is_not_there_is_said_plainly(capsys):
    assert main(["dedupe", "nowhere.csv", "--out", "x.csv"]) == 1
    assert "There is no file nowhere.csv" in capsys.readouterr().err
