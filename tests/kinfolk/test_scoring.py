"""What the model says of two records."""

from math import log2

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kinfolk import Kinship, load_model, prepare, rank, score

MODEL = load_model()
LIZ = {
    "given_names": "Elizabeth Ann",
    "family_name": "O'Brien",
    "sex": "F",
    "born_on": "2015-03-02",
    "house": "3",
    "street": "Mill Lane",
    "postcode": "OX1 1ND",
    "mother_given": "Sarah",
    "mother_family": "O'Brien",
}


def known(**changed):
    return prepare(MODEL, {**LIZ, **changed})


def level(name, a, b):
    place = [one.name for one in MODEL.comparisons].index(name)
    number = score(MODEL, a, b).levels[place]
    return MODEL.comparisons[place].levels[number - 1].name if number else "missing"


@pytest.mark.parametrize(
    ("comparison", "changed", "expected"),
    [
        pytest.param("given", {}, "same", id="the same first name"),
        pytest.param("given", {"given_names": "Liz"}, "form", id="Liz is a form of Elizabeth"),
        pytest.param("given", {"given_names": "Elizabteh"}, "slip", id="two letters exchanged are one slip"),
        pytest.param("given", {"given_names": "Elyzabeth Ann"}, "slip", id="one wrong letter"),
        pytest.param("given", {"given_names": "Ann"}, "middle", id="called by her second name"),
        pytest.param("given", {"given_names": "OBrien"}, "exchanged", id="first name stands as family name"),
        pytest.param(
            "given",
            {"given_names": "O'Brien", "family_name": "Elizabeth"},
            "crossed",
            id="exchanged with the family name",
        ),
        pytest.param(
            "given", {"given_names": "OBrien", "family_name": "Smith"}, "exchanged", id="exchanged one way only"
        ),
        pytest.param("family", {"given_names": "O'Brien", "family_name": "Elizabeth"}, "missing", id="it is said once"),
        pytest.param("given", {"given_names": "Erin"}, "initial", id="only the first letter"),
        pytest.param("given", {"given_names": "Tom"}, "other", id="another name"),
        pytest.param("given", {"given_names": ""}, "missing", id="no first name says nothing"),
        pytest.param("family", {"family_name": "O Brien"}, "same", id="particles written apart"),
        pytest.param("family", {"family_name": "Smith-O'Brien"}, "part", id="part of a double name"),
        pytest.param("family", {"family_name": "O'Brian"}, "slip", id="one wrong letter in the family name"),
        pytest.param("family", {"family_name": "Smith"}, "other", id="another family name"),
        pytest.param("birth", {"born_on": "02/03/2015"}, "same", id="written the British way"),
        pytest.param("birth", {"born_on": "2015-02-03"}, "exchanged", id="day and month exchanged"),
        pytest.param("birth", {"born_on": "2016-03-02"}, "digit", id="one digit of the year"),
        pytest.param("birth", {"born_on": "1997-03-02"}, "birthday", id="same birthday, another year"),
        pytest.param("birth", {"born_on": "2015-03-17"}, "month", id="same month"),
        pytest.param("birth", {"born_on": "2015"}, "year", id="only the year is known"),
        pytest.param("birth", {"born_on": "", "due_on": "2015-03-20"}, "due", id="born about when due"),
        pytest.param("home", {"street": ""}, "house", id="same postcode and house"),
        pytest.param("home", {"house": "4"}, "postcode", id="a neighbour"),
        pytest.param("home", {"postcode": ""}, "street", id="same house and street"),
        pytest.param("home", {"postcode": "OX2 1ND", "house": "9"}, "slip", id="postcode with one slip"),
        pytest.param("mother", {"mother_family": "Smith"}, "given", id="mother's first name"),
    ],
)
def test_level(comparison, changed, expected):
    assert level(comparison, known(), known(**changed)) == expected
    assert level(comparison, known(**changed), known()) == expected


@pytest.mark.parametrize(
    ("given", "middle", "expected"),
    [
        pytest.param("Rose", "Liz", ("middle", "other"), id="a middle name stands first"),
        pytest.param("Rose", "Elizabeth", ("middle_crossed", "missing"), id="exchanged both ways, and said once"),
        pytest.param("Rose", "May Elizabeth", ("middle_crossed", "missing"), id="one of two middle names"),
        pytest.param("Rose", "Rose Elizabeth", ("middle_crossed", "same"), id="a middle name is the same as well"),
        pytest.param("Elizabeth", "Rose", ("same", "same"), id="nothing is exchanged"),
        pytest.param("May", "Elizabeth", ("middle", "other"), id="exchanged one way only"),
    ],
)
def test_level_of_first_and_middle_name(given, middle, expected):
    one, other = known(middle_names="Rose"), known(given_names=given, middle_names=middle)
    assert (level("given", one, other), level("middle", one, other)) == expected
    assert (level("given", other, one), level("middle", other, one)) == expected


def test_parts_and_kin_add_up_to_the_weight():
    result = score(MODEL, known(), known(given_names="Liz", postcode="OX2 1ND"))

    assert result.weight == pytest.approx(sum(part.bits for part in result.parts) + result.kin_bits, abs=1e-9)


def test_probability_is_the_weight_with_the_prior():
    result = score(MODEL, known(), known(family_name="Smith", house="9"))
    prior = MODEL.prior.of_person

    odds = result.probability / (1 - result.probability)
    assert log2(odds) == pytest.approx(result.weight + log2(prior / (1 - prior)), abs=1e-6)


def test_a_twin_is_of_the_household_and_always_asked():
    result = score(MODEL, known(), known(given_names="Thomas", sex="M"))

    assert result.kinship is Kinship.HOUSEHOLD
    assert result.is_always_asked
    assert result.family_probability > 0.99


TWINS = {"born_on": "2015-03-02", "house": "3", "street": "Mill Lane", "postcode": "OX1 1ND"}
TOLD_APART = [one.name for one in MODEL.comparisons[0].levels if one.name not in {"same", "form", "slip", "sound"}]
names = st.one_of(
    st.sampled_from(["Ali", "Mahmood", "Franciszek", "Khan", "Ali Khan", "Rose", "Liz", "Elizabeth", "O'Brien"]),
    st.text("abcdefgh -", min_size=2, max_size=8).filter(lambda text: text.strip(" -")),
)


def born_together(given, family, middle=""):
    return prepare(MODEL, {**TWINS, "given_names": given, "family_name": family, "middle_names": middle})


@pytest.mark.parametrize(
    ("one", "other", "asked"),
    [
        pytest.param(("Franciszek", "Ali"), ("Ali", "Mahmood"), True, id="one is called as the other's family"),
        pytest.param(("Yusuf Ali", "Ali"), ("Musa Ali", "Ali"), True, id="both bear the family's name in the middle"),
        pytest.param(("Ali", "Ali Khan"), ("Khan", "Ali Khan"), True, id="each is called as half of the family's name"),
        pytest.param(
            ("Jack", "Reid", "Tom"), ("Tom", "Reid", "Jack"), True, id="each bears the other's name in the middle"
        ),
        pytest.param(
            ("Muhammad", "Khan", "Ibrahim"),
            ("Mohammad", "Khan", "Yusuf"),
            True,
            id="of one first name, and another middle",
        ),
        pytest.param(("Muhammad", "Khan", "Ibrahim"), ("Muhammad", "Khan", "I"), False, id="the middle name shortened"),
        pytest.param(("Muhammad", "Khan", "Ibrahim"), ("Mohammad", "Khan"), False, id="the middle name left out"),
        pytest.param(("Khan", "Ayan"), ("Ayan", "Khan"), False, id="the names are exchanged both ways"),
        pytest.param(
            ("Khan", "Ayan", "Ali"), ("Ayan", "Khan", "Ali"), False, id="exchanged, with the same middle name"
        ),
    ],
)
def test_born_the_same_day_at_one_home(one, other, asked):
    assert score(MODEL, born_together(*one), born_together(*other)).is_always_asked is asked


@given(one=names, other=names, family=names)
def test_whoever_is_called_otherwise_at_one_home_is_asked_about(one, other, family):
    """Twins share the family name, whatever it is and however they are called."""
    a, b = born_together(one, family), born_together(other, family)
    assert score(MODEL, a, b).is_always_asked is (level("given", a, b) in TOLD_APART)
    assert level("given", a, b) != "crossed"


@given(one=names, other=names, family=names)
def test_a_name_exchanged_one_way_is_asked_about(one, other, family):
    a, b = born_together(one, other), born_together(other, family)
    is_exchanged = a["given"] == b["family"]
    assert score(MODEL, a, b).is_always_asked or is_exchanged or level("given", a, b) not in TOLD_APART


@given(one=names, other=names)
def test_names_exchanged_both_ways_are_no_other_name(one, other):
    a, b = born_together(one, other), born_together(other, one)
    assume(a["given"] == b["family"] and b["given"] == a["family"])
    assert not score(MODEL, a, b).is_always_asked


def test_a_brother_is_not_the_child():
    result = score(MODEL, known(), known(given_names="Thomas", sex="M", born_on="2012-08-19"))

    assert result.probability < 0.01
    assert result.family_probability > 0.99


def test_the_child_and_the_family_are_ranked_apart():
    moved = known(house="70", street="Park Road", postcode="LS1 4QQ", mother_given="", mother_family="")
    brother = known(given_names="Thomas", sex="M", born_on="2012-08-19")
    stranger = prepare(MODEL, {"given_names": "Elizabeth", "family_name": "Jones", "born_on": "2001-01-19"})

    answers = rank(MODEL, known(), [("brother", brother), ("moved", moved), ("stranger", stranger)])

    assert answers.person[0].id == "moved"
    assert {one.id for one in answers.family[:2]} == {"moved", "brother"}
    assert answers.certain == "moved"
