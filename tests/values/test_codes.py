import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.values.codes import NhsNumber, NoUpnReason, Postcode, Uln, Upn
from tests.shared_data import shared_path

LOOK_AGAIN = "Check it against where it came from"
NHS = "9993395633"
ULN = "9796950307"
UPN = "A931219022879"
TEMPORARY_UPN = "B93123831360Z"


def refused(kind, text, says):
    """Whether the kind refuses the text with exactly these words."""
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        kind.parse(text)
    return True


# What all of them share


@pytest.mark.parametrize(
    ("kind", "typed", "held"),
    [
        pytest.param(NhsNumber, " 999 339 5633 ", NHS, id="an NHS number with spaces"),
        pytest.param(NhsNumber, "999-339-5633", NHS, id="an NHS number with hyphens"),
        pytest.param(NhsNumber, "９９９３３９５６３３", NHS, id="wide digits"),
        pytest.param(Uln, "979 695 0307", ULN, id="a learner number with spaces"),
        pytest.param(Uln, "1000000019", "1000000019", id="a learner number whose check digit is nine"),
        pytest.param(Upn, " a931 2190 22879", UPN, id="a pupil number in small letters"),
        pytest.param(Upn, "b93123831360z", TEMPORARY_UPN, id="a temporary pupil number"),
        pytest.param(Postcode, "ox11nd", "OX1 1ND", id="a postcode in small letters"),
        pytest.param(Postcode, " O X1 1 N D. ", "OX1 1ND", id="a postcode spaced anyhow"),
    ],
)
def test_a_code_is_read_however_it_is_typed(kind, typed, held):
    code = kind.parse(typed)
    assert (code.value, str(code)) == (held, held)
    assert code == kind(held)


def _is(kind, text):
    try:
        kind(text)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("code", [NhsNumber(NHS), Uln(ULN), Upn(UPN), Postcode("OX1 1ND")], ids=lambda code: code.name)
def test_a_code_hides_in_logs(code):
    assert repr(code) == f"{type(code).__name__}(hidden)"
    assert f"{code}" == code.value


@pytest.mark.parametrize(
    ("kind", "untidy"),
    [(NhsNumber, "999 339 5633"), (Uln, " " + ULN), (Upn, UPN.lower()), (Postcode, "OX11ND")],
)
def test_a_type_holds_only_the_tidy_form(kind, untidy):
    assert kind.parse(untidy)
    with pytest.raises(ValueError, match=r"\w"):
        kind(untidy)


def test_codes_can_be_keys_and_sorted():
    codes = [Postcode("OX2 1AA"), Postcode("OX1 1ND")]
    assert sorted(codes) == [Postcode("OX1 1ND"), Postcode("OX2 1AA")]
    assert len({Postcode("OX1 1ND"), Postcode.parse("ox1 1nd")}) == 1


@given(st.sampled_from([NhsNumber, Uln, Upn, Postcode]), st.text(max_size=20))
def test_anything_typed_is_read_or_explained(kind, text):
    explained = None
    try:
        kind.parse(text)
    except ValueError as refusal:
        explained = refusal
    assert explained is None or (type(explained) is ValueError and str(explained)[0].isupper())


# NHS numbers


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "Enter an NHS number, such as 999 339 5633", id="nothing"),
        pytest.param(
            "999339563",
            "An NHS number has 10 digits, such as 999 339 5633. This has 9",
            id="a digit short",
        ),
        pytest.param(
            "99933956333",
            "An NHS number has 10 digits, such as 999 339 5633. This has 11",
            id="a digit long",
        ),
        pytest.param(
            "999339563A",
            "An NHS number has only digits in it, such as 999 339 5633",
            id="a letter",
        ),
        pytest.param(
            "٩٩٩٣٣٩٥٦٣٣",
            "An NHS number has only digits in it, such as 999 339 5633",
            id="other digits",
        ),
        pytest.param("9993395634", f"That NHS number has a digit wrong. {LOOK_AGAIN}", id="check digit"),
        pytest.param("9992318210", f"That NHS number has a digit wrong. {LOOK_AGAIN}", id="would need a 10"),
        pytest.param(
            "0000000000",
            f"An NHS number is never one digit ten times over. {LOOK_AGAIN}",
            id="ten noughts",
        ),
    ],
)
def test_what_is_no_nhs_number_is_explained(typed, says):
    assert NhsNumber.parse(NHS)
    assert refused(NhsNumber, typed, says)


def test_an_nhs_number_is_printed_in_threes_and_fours():
    assert NhsNumber(NHS).spaced == "999 339 5633"


@given(st.integers(0, 9), st.integers(0, 9))
def test_one_digit_wrong_in_an_nhs_number_is_noticed(place, digit):
    changed = NHS[:place] + str(digit) + NHS[place + 1 :]
    assert _is(NhsNumber, changed) == (changed == NHS)


# Learner numbers


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "Enter a unique learner number, such as 9796950307", id="nothing"),
        pytest.param(
            "979695030",
            "A unique learner number has 10 digits, such as 9796950307. This has 9",
            id="a digit short",
        ),
        pytest.param(
            "979695030X",
            "A unique learner number has only digits in it, such as 9796950307",
            id="a letter",
        ),
        pytest.param(
            "9796950308",
            f"That unique learner number has a digit wrong. {LOOK_AGAIN}",
            id="check digit",
        ),
        pytest.param(
            "9999999999",
            "Ten nines stand for a unique learner number that is not known. Leave it empty",
            id="the placeholder",
        ),
        pytest.param(
            "0000000000",
            f"That unique learner number has a digit wrong. {LOOK_AGAIN}",
            id="a remainder of nought is never issued",
        ),
    ],
)
def test_what_is_no_learner_number_is_explained(typed, says):
    assert Uln.parse(ULN)
    assert refused(Uln, typed, says)


# Pupil numbers

SHAPE = (
    "A unique pupil number is a letter and 12 digits, the last of which may be a letter but not "
    f"I, O or S, such as A931219022879. {LOOK_AGAIN}"
)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "Enter a unique pupil number, such as A931219022879", id="nothing"),
        pytest.param(
            "A93121902287",
            "A unique pupil number has 13 letters and numbers, such as A931219022879. This has 12",
            id="a digit short",
        ),
        pytest.param("A93121902287S", SHAPE, id="S is never a temporary letter"),
        pytest.param("A9312190X2879", SHAPE, id="a letter in the middle"),
        pytest.param("A93121902287é", SHAPE, id="a letter of another alphabet"),
        pytest.param("A93121902287٩", SHAPE, id="a digit of another script"),
        pytest.param(
            "B931219022879",
            f"That unique pupil number has its first letter or a digit wrong. {LOOK_AGAIN}",
            id="check letter",
        ),
        pytest.param(
            "1931219022879",
            f"That unique pupil number has its first letter or a digit wrong. {LOOK_AGAIN}",
            id="no first letter",
        ),
        pytest.param(
            "un1",
            "That is the code for why there is no unique pupil number. Leave the number empty",
            id="a reason code",
        ),
    ],
)
def test_what_is_no_pupil_number_is_explained(typed, says):
    assert Upn.parse(UPN)
    assert refused(Upn, typed, says)


def test_a_pupil_number_is_permanent_or_temporary():
    assert not Upn(UPN).is_temporary
    assert Upn(TEMPORARY_UPN).is_temporary


@given(st.integers(1, 12), st.integers(0, 9))
def test_one_digit_wrong_in_a_pupil_number_is_noticed(place, digit):
    changed = UPN[:place] + str(digit) + UPN[place + 1 :]
    assert _is(Upn, changed) == (changed == UPN)


def test_there_are_seven_reasons_for_having_no_pupil_number():
    assert [str(reason) for reason in NoUpnReason] == [f"UN{number}" for number in range(1, 8)]


# Postcodes


@pytest.mark.parametrize(
    ("typed", "outward", "inward", "sector", "compact"),
    [
        pytest.param("M11AE", "M1", "1AE", "M1 1", "M11AE", id="A9"),
        pytest.param("B338TH", "B33", "8TH", "B33 8", "B338TH", id="A99"),
        pytest.param("OX11ND", "OX1", "1ND", "OX1 1", "OX11ND", id="AA9"),
        pytest.param("OX144RP", "OX14", "4RP", "OX14 4", "OX144RP", id="AA99"),
        pytest.param("W1A0AX", "W1A", "0AX", "W1A 0", "W1A0AX", id="A9A"),
        pytest.param("EC1A1BB", "EC1A", "1BB", "EC1A 1", "EC1A1BB", id="AA9A"),
        pytest.param("GIR0AA", "GIR", "0AA", "GIR 0", "GIR0AA", id="the one that is unlike all"),
    ],
)
def test_every_shape_of_postcode(typed, outward, inward, sector, compact):
    code = Postcode.parse(typed)
    assert (code.outward, code.inward, code.sector, code.compact) == (
        outward,
        inward,
        sector,
        compact,
    )
    assert code.value == f"{outward} {inward}"


BAD_END = "A postcode ends with a number and two letters, such as the 1ND of OX1 1ND. Check the end of it"
BAD_BEGINNING = (
    "A postcode begins with one or two letters and a number, such as the OX1 of OX1 1ND. Check the beginning of it"
)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "Enter a postcode, such as OX1 1ND", id="nothing"),
        pytest.param(" - ", "Enter a postcode, such as OX1 1ND", id="nothing but marks"),
        pytest.param("OX1", BAD_END, id="only the first part"),
        pytest.param("OX1 1N", BAD_END, id="a letter short"),
        pytest.param("OX1 1NC", BAD_END, id="C never stands at the end"),
        pytest.param("OX1 1MN", BAD_END, id="M never stands at the end"),
        pytest.param("OX1 IND", BAD_END, id="I for 1"),
        pytest.param("1ND", BAD_BEGINNING, id="only the second part"),
        pytest.param("QX1 1ND", BAD_BEGINNING, id="none begins with Q"),
        pytest.param("OJ1 1ND", BAD_BEGINNING, id="none has J second"),
        pytest.param("OX 1ND", BAD_BEGINNING, id="no number"),
        pytest.param("OX123 1ND", BAD_BEGINNING, id="three numbers"),
        pytest.param("W1I 0AX", BAD_BEGINNING, id="none has I after a number"),
        pytest.param("EC1C 1BB", BAD_BEGINNING, id="none has C fourth"),
        pytest.param("0X1 1ND", BAD_BEGINNING, id="nought for O"),
        pytest.param("XXOX1 1ND", BAD_BEGINNING, id="something before"),
    ],
)
def test_what_is_no_postcode_is_explained(typed, says):
    assert Postcode.parse("OX1 1ND")
    assert refused(Postcode, typed, says)


@pytest.mark.parametrize("value", ["OX1 1ND ", "OX1  1ND", "OX1 1ND\n", "OX1\u00a01ND", "GIR0AA"])
def test_a_postcode_is_held_with_one_plain_space_and_no_more(value):
    with pytest.raises(ValueError, match="postcode"):
        Postcode(value)


# The standard's own examples


def vectors(kind):
    path = shared_path("standards", "identifiers", "test_vectors.json")
    return json.loads(path.read_text(encoding="utf-8"))[kind]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("kind", "name", "at_least"),
    [(NhsNumber, "nhs_number", 50), (Upn, "upn", 52), (Uln, "uln", 30)],
)
def test_all_the_shared_examples_come_out_as_they_should(kind, name, at_least):
    examples = vectors(name)
    assert len(examples) >= at_least
    # A placeholder is neither valid nor invalid there; here it is no number.
    wrong = [one for one in examples if _is(kind, one["value"]) != bool(one["valid"])]
    assert wrong == []


@pytest.mark.shared
def test_the_shared_pupil_numbers_are_permanent_or_temporary_as_they_say():
    told = {one["value"]: one["kind"] == "temporary" for one in vectors("upn") if one["valid"]}
    assert {value: Upn(value).is_temporary for value in told} == told


@pytest.mark.shared
def test_the_shared_reasons_for_no_pupil_number_are_ours():
    assert vectors("upn_unknown")["cin"] == [reason.value for reason in NoUpnReason]
