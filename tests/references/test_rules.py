import random
import re
import threading
import time
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.foundation.references.rules import (
    ALPHABET,
    IdMaker,
    is_valid_reference,
    new_id,
    new_reference,
    tidy_reference,
)

PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=6)
REFERENCES = st.builds(
    lambda prefix, seed: new_reference(prefix, randomness=random.Random(seed)),
    PREFIXES,
    st.integers(),
)
KNOWN = "EH-7K3Q9M-K"  # its sum: K at 1, M 2, 9 3, Q 4, 3 5, K 6, 7 7, H 8, E (as 3) 9


def maker_at(*moments: int, bits=lambda count: 0) -> IdMaker:
    ticks = iter(moments)
    return IdMaker(milliseconds=lambda: next(ticks), random_bits=bits)


# Identifiers


def test_an_identifier_is_a_uuid_of_version_7():
    made = new_id()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)


def test_an_identifier_begins_with_the_moment_in_milliseconds():
    before = time.time_ns() // 1_000_000
    moment = new_id().int >> 80
    assert before <= moment <= time.time_ns() // 1_000_000


def test_an_identifier_holds_moment_version_variant_and_chance_in_their_places():
    made = maker_at(0x0123_4567_89AB, bits=lambda count: (1 << count) - 1)()
    assert str(made) == "01234567-89ab-77ff-bfff-ffffffffffff"


def test_the_example_of_the_standard_comes_out():
    """Source: RFC 9562, appendix A.6."""
    tail = (0xCC3 << 62) | 0x18C4DC0C0C07398F
    # The standard's example uses all 74 bits; ours keeps the highest free to count upwards in.
    made = maker_at(0x017F22E279B0, bits=lambda count: tail & ((1 << count) - 1))()
    assert str(made) == "017f22e2-79b0-74c3-98c4-dc0c0c07398f"


def test_identifiers_of_one_millisecond_come_in_order():
    make = maker_at(5, 5, 5)
    first, second, third = make(), make(), make()
    assert [second.int - first.int, third.int - second.int] == [1, 1]


def test_a_clock_that_goes_back_changes_nothing_in_the_order():
    make = maker_at(9, 3, 4, 10)
    made = [make() for _ in range(4)]
    assert made == sorted(made)
    assert [one.int >> 80 for one in made] == [9, 9, 9, 10]


def test_a_full_millisecond_flows_over_into_the_next():
    make = maker_at(5, *[5] * 3, bits=lambda count: (1 << count) - 1)
    make._latest = (5 << 74) | ((1 << 74) - 1)
    made = make()
    assert (made.int >> 80, made.version, made.variant) == (6, 7, uuid.RFC_4122)


def test_steps_within_a_millisecond_cannot_be_guessed_easily():
    asked = []
    make = maker_at(5, 5, bits=lambda count: asked.append(count) or 0)
    make(), make()
    assert asked == [73, 73, 32]


def test_many_threads_never_make_the_same_identifier():
    made: list[uuid.UUID] = []

    def make_some():
        made.extend([new_id() for _ in range(50)])

    threads = [threading.Thread(target=make_some) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 200


# References


def test_a_reference_is_a_prefix_six_characters_and_a_check_character():
    class SevenKThree:
        characters = iter("7K3Q9M")

        def choice(self, seq):
            assert seq == ALPHABET
            return next(self.characters)

    assert new_reference("EH", randomness=SevenKThree()) == KNOWN


def test_the_check_character_is_weighted_from_2_leftwards():
    # 2 counts nought and A, standing in for 4, counts 2; eight times 2 is 16; 7 more make 23.
    assert ALPHABET.index("9") == 7
    assert is_valid_reference("A-222222-9")


def test_a_reference_needs_no_randomness_given():
    one, other = new_reference("EH"), new_reference("EH")
    assert one != other
    assert is_valid_reference(one)


def test_no_character_looks_like_another():
    assert set(ALPHABET).isdisjoint("01ILOUVAESZGB")
    assert len(set(ALPHABET)) == len(ALPHABET) == 23


def test_a_reference_already_taken_is_drawn_again():
    first = new_reference("EH", randomness=random.Random(1))
    second = new_reference("EH", randomness=random.Random(1), is_taken={first}.__contains__)
    assert second != first
    assert is_valid_reference(second)


@pytest.mark.parametrize("prefix", ["", "eh", "E1", "ABCDEFG", "É", "E-"])
def test_a_prefix_is_one_to_six_capital_letters(prefix):
    with pytest.raises(ValueError, match=r"^A prefix is 1 to 6 capital letters, not "):
        new_reference(prefix)


@given(REFERENCES)
def test_every_new_reference_is_valid_and_tidy(reference):
    assert is_valid_reference(reference)
    assert tidy_reference(reference) == reference


@given(REFERENCES, st.data())
def test_one_character_wrong_is_noticed(reference, data):
    start = reference.index("-") + 1
    place = data.draw(st.sampled_from([i for i in range(start, len(reference)) if i != len(reference) - 2]))
    wrong = data.draw(st.sampled_from([c for c in ALPHABET if c != reference[place]]))
    assert not is_valid_reference(reference[:place] + wrong + reference[place + 1 :])


@given(PREFIXES, st.data())
def test_one_letter_of_the_prefix_wrong_is_noticed_save_for_three_pairs(prefix, data):
    reference = new_reference(prefix, randomness=random.Random(0))
    place = data.draw(st.integers(0, len(prefix) - 1))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    wrong = data.draw(st.sampled_from([c for c in letters if c != prefix[place]]))
    changed = reference[:place] + wrong + reference[place + 1 :]
    same_value = _value_in_prefix(wrong) == _value_in_prefix(prefix[place])
    assert is_valid_reference(changed) == same_value


def _value_in_prefix(letter: str) -> str:
    """The letter or digit whose value this letter takes in a prefix."""
    return dict(zip("ZEASGLIBOUV", "23456778Q99", strict=True)).get(letter, letter)


@given(REFERENCES, st.data())
def test_two_neighbours_swapped_are_noticed(reference, data):
    prefix, body, check = reference.split("-")
    characters = body + check
    place = data.draw(st.integers(0, len(characters) - 2))
    one, other = characters[place], characters[place + 1]
    swapped = characters[:place] + other + one + characters[place + 2 :]
    changed = f"{prefix}-{swapped[:-1]}-{swapped[-1]}"
    assert is_valid_reference(changed) == (one == other)


def test_neighbours_swapped_in_the_prefix_are_noticed():
    assert is_valid_reference(KNOWN)
    assert not is_valid_reference("HE" + KNOWN[2:])


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("EH", id="only a prefix"),
        pytest.param("EH7K3Q9MK", id="no hyphens"),
        pytest.param("EH-7K3Q9M", id="no check character"),
        pytest.param("EH-7K3Q9-K", id="one character short"),
        pytest.param("EH-7K3Q9MM-K", id="one character long"),
        pytest.param("EH-7K3Q9M-KK", id="two check characters"),
        pytest.param("eh-7k3q9m-k", id="small letters"),
        pytest.param("EH-7K3Q9O-K", id="a letter never used"),
        pytest.param("E4-7K3Q9M-K", id="a digit in the prefix"),
        pytest.param("EH-7K3Q9M-K-", id="something after"),
        pytest.param("ABCDEFG-7K3Q9M-K", id="too long a prefix"),
    ],
)
def test_these_are_no_references(text):
    assert is_valid_reference(KNOWN)
    assert not is_valid_reference(text)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("  eh-7k3q9m-k ", id="small letters and spaces round it"),
        pytest.param("EH 7K3 Q9M K", id="spaces for hyphens"),
        pytest.param("eh7k3q9mk", id="nothing between"),
        pytest.param("EH–7K3Q9M—K", id="dashes for hyphens"),
        pytest.param("EH.7K3Q9M/K", id="dots and strokes"),
        pytest.param("ＥＨ-７Ｋ３Ｑ９Ｍ-Ｋ", id="wide letters"),
        pytest.param("EH\u00a07K3Q9M\u00a0K", id="spaces that do not break"),
    ],
)
def test_a_reference_is_read_however_it_is_typed(typed):
    assert tidy_reference(typed) == KNOWN


@pytest.mark.parametrize(("letter", "digit"), [("Z", "2"), ("S", "5"), ("G", "6"), ("B", "8")])
def test_a_letter_that_looks_like_a_digit_is_read_back(letter, digit):
    reference = next(
        found for seed in range(500) if digit in (found := new_reference("EH", randomness=random.Random(seed)))
    )
    assert tidy_reference(reference.replace(digit, letter)) == reference


@pytest.mark.parametrize(("digit", "letter"), [("0", "O"), ("1", "I"), ("2", "Z"), ("5", "S"), ("6", "G"), ("8", "B")])
def test_a_digit_that_looks_like_a_letter_is_read_back_in_the_prefix(digit, letter):
    reference = new_reference(letter + "H", randomness=random.Random(3))
    assert tidy_reference(digit + reference[1:]) == reference


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        pytest.param("", "Enter a reference, such as EH-7K3Q9M-K", id="nothing"),
        pytest.param(" - ", "Enter a reference, such as EH-7K3Q9M-K", id="only a hyphen"),
        pytest.param(
            "7K3Q9MK",
            "A reference is some letters, then 7 letters and numbers, such as EH-7K3Q9M-K",
            id="the prefix left out",
        ),
        pytest.param(
            "EH47K3Q9MK",
            "A reference is some letters, then 7 letters and numbers, such as EH-7K3Q9M-K",
            id="a character too many",
        ),
        pytest.param(
            "EH-7K3O9M-K",
            "After its first letters a reference never has 'O' in it. Check it against the letter or e-mail it came in",
            id="a letter that could be any of several",
        ),
        pytest.param(
            "EH-7K3Q9N-K",
            "That reference has a letter or number wrong, or two the wrong way round. "
            "Check it against the letter or e-mail it came in",
            id="a slip",
        ),
    ],
)
def test_what_cannot_be_a_reference_is_explained(typed, says):
    with pytest.raises(ValueError, match=f"^{re.escape(says)}$"):
        tidy_reference(typed)
