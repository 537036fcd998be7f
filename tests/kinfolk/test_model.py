"""The model's own parts: how it is read, what it refuses, its keys, its sums and its answers, on a small one."""

from copy import deepcopy
from dataclasses import replace
from math import log2

import pytest
import yaml

from kinfolk import Candidate, Frequencies, Kinship, key_number, keys_of, load_model, prepare, rank, score, sized
from kinfolk._internals.model.parts import MISSING, Level, Prior
from kinfolk._internals.model.preparing import NOTHING_COUNTED
from kinfolk._internals.model.ranking import ranked
from kinfolk._internals.model.reading import (
    ModelRefused,
    columns_known_to,
    field_of_columns,
    hash_of,
    model_of,
    shipped_text,
)
from kinfolk._internals.model.scoring import Part, compare, is_always_asked, score_of_levels, scored

SMALL = {
    "name": "small",
    "version": 3,
    "fields": {
        "sex": {"type": "sex", "says": "Sex"},
        "town": {"type": "place", "says": "Town"},
        "job": {"type": "word", "prefix": "work", "says": "Work"},
        "code": {"type": "postcode", "says": "Postcode"},
    },
    "comparisons": {
        "sex": {
            "says": "Sex", "tied": True, "known": {"filled": "sex"},
            "levels": [
                {"name": "same", "says": "Same sex", "when": {"same": "sex"}, "m": 0.8, "u": 0.5},
                {"name": "other", "says": "Another sex", "m": 0.2, "u": 0.5},
            ],
        },
        "town": {
            "says": "Town", "known": {"filled": "town"},
            "levels": [
                {"name": "same", "says": "Same town", "when": {"same": "town"}, "frequency": "town",
                 "m": 0.5, "h": 0.25, "u": 0.125},
                {"name": "like", "says": "Town alike", "when": {"same": "town_letters"},
                 "m": 0.25, "h": 0.25, "u": 0.125},
                {"name": "other", "says": "Another town", "m": 0.25, "h": 0.5, "u": 0.75},
            ],
        },
        "work": {
            "says": "Work", "tied": True, "known": {"filled": "work"},
            "levels": [
                {"name": "same", "says": "Same work", "when": {"same": "work"}, "frequency": "work",
                 "m": 0.5, "u": 0.25},
                {"name": "other", "says": "Other work", "m": 0.5, "u": 0.75},
            ],
        },
    },
    "keys": [
        {"code": "t", "name": "town", "of": ["town"], "for": ["search", "link"]},
        {"code": "w", "name": "work or town, and sex", "of": [["work", "town"], "sex"], "for": ["link"]},
        {"code": "o", "name": "work and town", "of": ["work", "town"], "any_order": True, "for": ["search"]},
        {"code": "p", "name": "slips", "of": ["code_slips"], "for": ["slips"]},
        {"code": "q", "name": "slips or town, and sex", "of": [["code_all", "town"], "sex"], "for": ["lists"]},
    ],
    "prior": {"population": 1024, "person": 1.0, "household": 2.0},
    "thresholds": {"link": 0.5, "group": 0.35, "certain": 0.9, "possible": 0.02, "family": 0.5, "margin": 2.0},
    "always_asked": [{"sex": ["same"], "town": ["same", "like"]}, {"work": ["other"], "sex": ["other"]}],
}  # fmt: skip
MODEL = model_of(SMALL)
ANNA = {"sex": "f", "town": "Bath", "job": "Cook", "code": "A1"}


def changed(**parts) -> dict:
    return {**deepcopy(SMALL), **parts}


def known(**parts) -> dict:
    return prepare(MODEL, {**ANNA, **parts})


def test_a_model_is_read_as_it_is_written():
    model = model_of(SMALL)
    town = model.comparisons[1]

    assert (model.name, model.version, model.hash) == ("small", 3, hash_of(SMALL))
    assert [(one.name, one.type, one.prefix, one.says) for one in model.fields][1:3] == [
        ("town", "place", "town", "Town"),
        ("job", "word", "work", "Work"),
    ]
    assert (town.name, town.says, town.is_tied) == ("town", "Town", False)
    assert [one.is_tied for one in model.comparisons] == [True, False, True]
    assert [level.name for level in town.levels] == ["same", "like", "other"]
    assert [level.says for level in town.levels] == ["Same town", "Town alike", "Another town"]
    assert [(level.m, level.h, level.u) for level in town.levels] == [
        (0.5, 0.25, 0.125),
        (0.25, 0.25, 0.125),
        (0.25, 0.5, 0.75),
    ]
    assert [level.frequency for level in town.levels] == ["town", "", ""]
    assert [level.h for level in model.comparisons[0].levels] == [0.5, 0.5]
    assert [(rule.code, rule.name, rule.parts, rule.is_any_order) for rule in model.keys[:3]] == [
        ("t", "town", (("town",),), False),
        ("w", "work or town, and sex", (("work", "town"), ("sex",)), False),
        ("o", "work and town", (("work",), ("town",)), True),
    ]
    assert model.keys[0].uses == {"search", "link"}
    assert model.keys[1].columns == ("work", "town", "sex")
    assert model.prior == Prior(1024, 1.0, 2.0)
    assert model.thresholds.margin == 2.0
    assert [dict(rule) for rule in model.always_asked] == [{"sex": {1}, "town": {1, 2}}, {"work": {2}, "sex": {2}}]
    assert dict(model.data) == SMALL


def test_a_model_reads_the_columns_of_its_comparisons_and_keys():
    model = model_of(SMALL)
    assert model.columns == {"sex", "town", "town_letters", "work", "code_slips", "code_all"}
    assert model.frequencies == ("town", "work")
    assert model.comparisons[1].columns == ("town", "town", "town", "town_letters", "town_letters")
    assert len(model.leaves) == len(set(model.leaves)) == 7


def test_columns_are_known_by_kind_and_by_field():
    model = model_of(SMALL)
    kinds, fields = columns_known_to(model.fields), field_of_columns(model.fields)

    assert (kinds["work"], kinds["work_bits"], kinds["code_slips"]) == ("text", "number", "words")
    assert (fields["work"], fields["work_bits"], fields["town_sound"]) == ("job", "job", "town")
    assert set(kinds) == set(fields)


def test_the_hash_changes_with_anything_that_is_said():
    assert hash_of(SMALL) == hash_of(dict(reversed(SMALL.items())))
    assert hash_of(SMALL) != hash_of(changed(version=4))
    assert len(hash_of(SMALL)) == 16
    assert hash_of({"a": 1}) == "f9d86028c6e0d64e"


def test_a_model_is_read_from_a_file(tmp_path):
    (tmp_path / "model.yaml").write_text(shipped_text() + "\n# Łódź\n", encoding="utf-8")

    assert load_model(tmp_path / "model.yaml") == load_model(str(tmp_path / "model.yaml")) == load_model()
    assert load_model().name == "children and families"
    (tmp_path / "small.yaml").write_text(yaml.safe_dump(SMALL, sort_keys=False), encoding="utf-8")
    assert load_model(tmp_path / "small.yaml") == MODEL


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        pytest.param(
            ("levels", -1, "when"), {"same": "town"}, "The last level of town must hold always: leave out its `when`",
            id="no last resort",
        ),
        pytest.param(("levels", 0, "m"), 0.6, "The chances m of town add up to 1.100000, not to 1", id="m: too much"),
        pytest.param(("levels", 0, "h"), 0.2, "The chances h of town add up to 0.950000, not to 1", id="h: too little"),
        pytest.param(
            ("levels", 0, "u"), 0.125003, "The chances u of town add up to 1.000003, not to 1", id="u: a little much"
        ),
        pytest.param(
            ("levels", 0, "frequency"), "street", "The model reads columns that no field has: street",
            id="a frequency of nothing",
        ),
        pytest.param(
            ("known",), {"filled": "height"}, "The model reads columns that no field has: height",
            id="a column that no field has",
        ),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_right_is_refused(path, value, said):
    written = changed()
    at = written["comparisons"]["town"]
    for step in path[:-1]:
        at = at[step]
    at[path[-1]] = value

    with pytest.raises(ModelRefused) as refused:
        model_of(written)
    assert str(refused.value) == said


def test_all_unknown_columns_are_named_in_order():
    written = changed(keys=[{"code": "z", "name": "z", "of": ["zeal", "age"], "for": ["link"]}])

    with pytest.raises(ModelRefused, match=r"^The model reads columns that no field has: age, zeal$"):
        model_of(written)


def test_chances_may_be_off_by_a_millionth():
    written = changed()
    written["comparisons"]["town"]["levels"][0]["m"] += 2.0**-20

    assert model_of(written).comparisons[1].levels[0].m == 0.5 + 2.0**-20


@pytest.mark.parametrize(
    ("people", "expected"), [pytest.param(5000, 5000, id="larger"), pytest.param(1, 2, id="at least two people")]
)
def test_a_model_is_sized_for_a_population(people, expected):
    resized = sized(MODEL, people)

    assert resized.prior == Prior(expected, 1.0, 2.0)
    assert resized.comparisons == MODEL.comparisons
    assert resized.hash != MODEL.hash
    assert MODEL.prior.population == 1024


@pytest.mark.parametrize(
    ("prior", "person", "household"),
    [
        pytest.param(Prior(1000, 0.8, 1.2), 0.0008, 0.0012, id="rarely"),
        pytest.param(Prior(2, 1.0, 0.9), 0.5, 0.4, id="at most half, and two fifths"),
    ],
)
def test_the_chance_of_a_pair_taken_blindly(prior, person, household):
    assert prior.of_person == pytest.approx(person)
    assert prior.of_household == pytest.approx(household)


def test_bits_of_a_level():
    level = Level("x", "X", MODEL.comparisons[0].known, 0.5, 0.25, 0.125)
    never = Level("x", "X", MODEL.comparisons[0].known, 0.0, 0.0, 1.0)
    of_nobody = Level("x", "X", MODEL.comparisons[0].known, 1.0, 1.0, 0.0)

    assert (level.person_bits, level.household_bits, level.frequency) == (2.0, 1.0, "")
    assert never.person_bits == never.household_bits == log2(1e-12)
    assert of_nobody.person_bits == of_nobody.household_bits == -log2(1e-12)


@pytest.mark.parametrize(
    ("use", "parts", "expected"),
    [
        pytest.param("search", {}, ("t:bath", "o:bath|cook"), id="in the order of the rules, texts in any order"),
        pytest.param("search", {"job": "Artist"}, ("t:bath", "o:artist|bath"), id="the other way round"),
        pytest.param("link", {}, ("t:bath", "w:cook|f", "w:bath|f"), id="any column of a part"),
        pytest.param("link", {"job": "Zookeeper"}, ("t:bath", "w:zookeeper|f", "w:bath|f"), id="texts in their order"),
        pytest.param("link", {"sex": ""}, ("t:bath",), id="none where a part is not known"),
        pytest.param("link", {"town": ""}, ("w:cook|f",), id="no empty text is a key"),
        pytest.param("link", {"job": "Bath"}, ("t:bath", "w:bath|f"), id="each key once"),
        pytest.param("slips", {"code": "A12"}, ("p:A12", "p:12", "p:A2", "p:A1"), id="each word of a list"),
        pytest.param("slips", {"code": ""}, (), id="an empty list has no keys"),
        pytest.param("lists", {"code": ["A1", "B2"]}, ("q:A1|f", "q:B2|f", "q:bath|f"), id="words and texts"),
    ],
)  # fmt: skip
def test_keys(use, parts, expected):
    assert keys_of(MODEL, known(**parts), use=use) == expected


def test_keys_are_for_searching_unless_said_otherwise():
    assert keys_of(MODEL, known()) == keys_of(MODEL, known(), use="search")


@pytest.mark.parametrize(
    ("key", "number"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("abc", 0x352441C2, id="a positive number"),
        pytest.param("a", 0xE8B7BE43 - (1 << 32), id="a negative number"),
    ],
)
def test_a_key_as_a_number_of_32_bits(key, number):
    assert key_number(key) == number


def test_the_turn_from_positive_to_negative(monkeypatch):
    monkeypatch.setattr("zlib.crc32", lambda _: 1 << 31)
    assert key_number("x") == -(1 << 31)
    monkeypatch.setattr("zlib.crc32", lambda _: (1 << 31) - 1)
    assert key_number("x") == (1 << 31) - 1


def test_what_is_met_is_counted():
    counted = Frequencies.of(MODEL, [known(), known(town="York"), known(), known(town=""), known(job="")])

    assert counted.counts["town"] == {"bath": 3, "york": 1}
    assert counted.totals == {"town": 4, "work": 4}
    assert counted.rarity("town", "york") == 2.0
    assert counted.rarity("town", "bath") == 0.415037
    assert counted.rarity("town", "hull") == 2.0, "what was never met counts as met once"
    assert counted.rarity("town", "") is None
    assert counted.rarity("street", "x") is None
    assert NOTHING_COUNTED.rarity("town", "bath") is None


def test_no_value_is_rarer_than_one_in_a_million():
    assert Frequencies.counted({"town": {"bath": 1, "york": 2**22}}).rarity("town", "bath") == 20.0


def test_a_record_has_every_column_and_its_rarities():
    counted = Frequencies.counted({"town": {"bath": 1, "york": 3}, "work": {"cook": 1}})
    record = prepare(MODEL, ANNA, frequencies=counted)

    assert (record["sex"], record["town"], record["work"], record["code_all"]) == ("f", "bath", "cook", ("A1",))
    assert (record["town_rarity"], record["work_rarity"]) == (2.0, 0.0)
    assert prepare(MODEL, {})["town"] == ""
    assert known()["town_rarity"] is None


@pytest.mark.parametrize(
    ("parts", "levels"),
    [
        pytest.param({}, (1, 1, 1), id="all the same"),
        pytest.param({"sex": "m", "town": "Thab", "job": "Baker"}, (2, 2, 2), id="the second of each"),
        pytest.param({"town": "York"}, (1, 3, 1), id="the last, when none before it holds"),
        pytest.param({"sex": "", "town": "", "job": ""}, (0, 0, 0), id="nothing known"),
    ],
)
def test_levels(parts, levels):
    assert compare(MODEL, known(), known(**parts)) == levels
    assert MISSING == 0


def test_the_sums_of_a_pair():
    result = score_of_levels(MODEL, {}, (1, 2, 0))

    assert result.levels == (1, 2, 0)
    assert [(part.comparison, part.says, part.level) for part in result.parts] == [
        ("sex", "Same sex", "same"),
        ("town", "Town alike", "like"),
    ]
    person, household = log2(1.6) + 1, 1.0
    assert [(part.bits, part.household_bits) for part in result.parts] == [(log2(1.6), 0.0), (1.0, 1.0)]
    of_person, of_household = 1 / 1024, 2 / 1024
    of_nobody = 1 - of_person - of_household
    kin = of_household / (of_household + of_nobody)
    assert result.household_weight == household
    assert result.kin_bits == pytest.approx(-log2(1 - kin + kin * 2**household), abs=1e-12)
    assert result.weight == pytest.approx(person + result.kin_bits, abs=1e-12)
    odds = of_person * 2**person, of_household * 2**household, of_nobody
    assert result.probability == pytest.approx(odds[0] / sum(odds), abs=1e-12)
    assert result.household_probability == pytest.approx(odds[1] / sum(odds), abs=1e-12)
    assert result.family_probability == pytest.approx((odds[0] + odds[1]) / sum(odds), abs=1e-12)
    assert result.is_always_asked


def test_a_rare_value_says_more_of_the_person_and_of_the_household():
    result = score_of_levels(MODEL, {"town_rarity": 5.0, "work_rarity": 7.0}, (0, 1, 1))

    # The chance u of the level gives way to that of the value: log2(m) + rarity.
    assert [part.bits for part in result.parts] == [log2(0.5) + 5, log2(0.5) + 7]
    assert [part.household_bits for part in result.parts] == [log2(0.25) + 5, 0.0], "a tied one says nothing of kin"


def test_a_value_whose_rarity_is_not_known_counts_as_its_level():
    result = score_of_levels(MODEL, {"town_rarity": None}, (0, 1, 1))

    assert [(part.bits, part.household_bits) for part in result.parts] == [(2.0, 1.0), (1.0, 0.0)]


def test_rarity_is_that_of_whoever_is_sought():
    counted = Frequencies.counted({"town": {"bath": 1, "york": 7}, "work": {"cook": 1}})
    sought = prepare(MODEL, ANNA, frequencies=counted)

    assert score(MODEL, sought, known()) == score_of_levels(MODEL, sought, (1, 1, 1))
    assert score(MODEL, sought, known()).parts[1].bits == 2.0
    assert score(MODEL, known(), sought).parts[1].bits == 2.0


@pytest.mark.parametrize(
    ("levels", "asked"),
    [
        pytest.param((1, 1, 0), True, id="one rule holds"),
        pytest.param((1, 2, 1), True, id="by either level"),
        pytest.param((1, 3, 1), False, id="half a rule is none"),
        pytest.param((2, 1, 1), False, id="nor is the other half"),
        pytest.param((2, 1, 2), True, id="another rule holds"),
    ],
)
def test_who_is_always_asked_about(levels, asked):
    assert is_always_asked(MODEL, levels) is asked


@pytest.mark.parametrize(
    ("bits", "household", "shared"),
    [
        pytest.param(3.0, 2.0, True, id="kin would show nearly as much"),
        pytest.param(3.0, 1.9, False, id="kin would show less"),
        pytest.param(1.0, 5.0, True, id="kin would show more"),
        pytest.param(0.5, 0.0, True, id="any bit for it counts"),
        pytest.param(0.0, 5.0, False, id="what says nothing is not shared"),
        pytest.param(-1.0, 5.0, False, id="what speaks against is not shared"),
    ],
)
def test_what_kin_would_show_too(bits, household, shared):
    assert Part("x", "X", "x", bits, household).is_shared_by_kin is shared


def weighed(person: float, household: float):
    return scored(MODEL, (0, 0, 0), (Part("x", "X", "x", person, household),))


@pytest.mark.parametrize(
    ("person", "household", "expected"),
    [
        pytest.param(20.0, 0.0, Kinship.PERSON, id="one person"),
        pytest.param(0.0, 20.0, Kinship.HOUSEHOLD, id="one household"),
        pytest.param(0.0, 0.0, Kinship.NOBODY, id="strangers"),
        pytest.param(21.0, 20.0, Kinship.PERSON, id="as likely one as the other: the person"),
        pytest.param(9.9, 0.0, Kinship.NOBODY, id="just less likely than strangers"),
        pytest.param(10.1, 0.0, Kinship.PERSON, id="just likelier than strangers"),
        pytest.param(0.0, 8.9, Kinship.NOBODY, id="a household just less likely than strangers"),
        pytest.param(0.0, 9.1, Kinship.HOUSEHOLD, id="a household just likelier than strangers"),
    ],
)
def test_kinship_is_whichever_is_likeliest(person, household, expected):
    assert weighed(person, household).kinship is expected


def test_equally_likely_kin_and_strangers_are_kin():
    even = replace(weighed(0.0, 0.0), probability=0.0, household_probability=0.5)
    assert even.kinship is Kinship.HOUSEHOLD
    assert replace(even, probability=0.5, household_probability=0.0).kinship is Kinship.PERSON


def candidates(*weights: float, household: float = 0.0, asked: bool = False) -> list[Candidate]:
    return [
        Candidate(n, replace(weighed(weight, household), is_always_asked=asked)) for n, weight in enumerate(weights)
    ]


@pytest.mark.parametrize(
    ("scores", "certain"),
    [
        pytest.param(candidates(5.0, 20.0), 1, id="the best, far before the next"),
        pytest.param(candidates(20.0), 0, id="the only one"),
        pytest.param(candidates(20.0, 18.0), 0, id="just far enough before the next"),
        pytest.param(candidates(20.0, 18.1), None, id="the next comes near"),
        pytest.param(candidates(20.0, 20.0), None, id="two alike"),
        pytest.param(candidates(9.0), None, id="not likely enough"),
        pytest.param(candidates(20.0, asked=True), None, id="a rule sends it to a person"),
        pytest.param([], None, id="nobody"),
    ],
)
def test_who_it_is_for_certain(scores, certain):
    assert ranked(MODEL, scores, most=5).certain == certain


def test_certain_from_the_very_threshold():
    one = Candidate("x", replace(weighed(20.0, 0.0), probability=0.9))
    assert ranked(MODEL, [one], most=5).certain == "x"


def test_persons_and_families_are_ranked_apart_and_cut_off():
    kin, child = Candidate("kin", weighed(0.0, 25.0)), Candidate("child", weighed(12.0, 0.0))
    same = [Candidate(name, weighed(1.0, 1.0)) for name in ("b", "a", "c")]

    answers = ranked(MODEL, [*same, kin, child], most=3)

    assert [one.id for one in answers.person] == ["child", "a", "b"]
    assert [one.id for one in answers.family] == ["kin", "child", "a"]


def test_five_are_named_where_nothing_else_is_asked():
    records = [(number, known()) for number in range(7)]

    answers = rank(MODEL, known(), records)

    assert [one.id for one in answers.person] == [one.id for one in answers.family] == [0, 1, 2, 3, 4]
    assert len(rank(MODEL, known(), records, most=2).person) == 2
    assert answers.person[0].score == score(MODEL, known(), known())
    assert [one.id for one in ranked(MODEL, candidates(*range(7))).person] == [6, 5, 4, 3, 2]


def test_levels_of_another_model_are_refused():
    with pytest.raises(IndexError):
        score_of_levels(MODEL, {}, (1, 2))
    with pytest.raises(ValueError, match="longer"):
        score_of_levels(MODEL, {}, (1, 2, 1, 1))
    with pytest.raises(ValueError, match="shorter"):
        is_always_asked(MODEL, (1, 2))
