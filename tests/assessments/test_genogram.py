"""The genogram: nobody overlaps, each generation has its row, the same family is the same drawing."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.assessments.rules.genogram import Someone, Tie, draw
from alongside.assessments.rules.genogram.lines import is_side_by_side
from alongside.assessments.rules.genogram.placing import COLUMN, spread

MOTHER = Someone("m", "Ana Marlowe", "female", "34 years")
FATHER = Someone("f", "Joe Costa", "male", "36 years", in_household=False)
PARTNER = Someone("p", "Lee Okafor", "male", "31 years")
GIRL = Someone("g", "Tamsin Marlowe", "female", "9 years", is_child=True)
TWIN_1 = Someone("t1", "Joss Marlowe", "male", "6 years", is_child=True)
TWIN_2 = Someone("t2", "Jem Marlowe", "unknown", "6 years", is_child=True)
UNBORN = Someone("u", "Unborn child", label="due 3 May 2026", is_unborn=True, is_child=True)
GRAN = Someone("gm", "Joan Tredwell", "female", "71 years", in_household=False)
GRANDAD = Someone("gf", "Bob Tredwell", "male", is_dead=True, in_household=False)
EVERYONE = [GRAN, GRANDAD, MOTHER, FATHER, PARTNER, GIRL, TWIN_1, TWIN_2, UNBORN]
TIES = [
    Tie("gm", "m", "parent"),
    Tie("gf", "m", "parent"),
    Tie("gm", "gf", "partner"),
    *(Tie(parent, child, "parent") for child in ("g", "t1", "t2") for parent in ("m", "f")),
    Tie("m", "f", "former_partner"),
    Tie("m", "p", "partner"),
    Tie("m", "u", "parent"),
    Tie("p", "u", "parent"),
    Tie("t1", "t2", "twin"),
]


def placed(drawing) -> dict:
    return {one.id: one for one in drawing.symbols}


def test_nobody_is_an_empty_drawing():
    assert draw([], []).symbols == ()


def test_each_generation_has_its_row():
    at = placed(draw(EVERYONE, TIES))
    assert {at[one].row for one in ("gm", "gf")} == {0}
    assert {at[one].row for one in ("m", "f", "p")} == {1}
    assert {at[one].row for one in ("g", "t1", "t2", "u")} == {2}
    assert at["gm"].y < at["m"].y < at["g"].y


def test_the_same_family_is_the_same_drawing():
    assert draw(EVERYONE, TIES) == draw(EVERYONE, TIES)
    assert placed(draw(EVERYONE, TIES)).keys() == placed(draw(EVERYONE, TIES[::-1])).keys()


@pytest.mark.parametrize(
    ("person", "shape"),
    [
        pytest.param(TWIN_1, "square", id="a boy is a square"),
        pytest.param(GIRL, "circle", id="a girl is a circle"),
        pytest.param(TWIN_2, "diamond", id="not known is a diamond"),
        pytest.param(UNBORN, "triangle", id="an unborn child is a triangle"),
        pytest.param(Someone("x", "Kit", "other"), "diamond", id="another sex is a diamond"),
    ],
)
def test_standard_symbols(person, shape):
    assert draw([person], []).symbols[0].shape == shape


def test_children_of_the_family_are_outlined_twice_and_the_dead_are_crossed():
    at = placed(draw(EVERYONE, TIES))
    assert [one for one in at if at[one].is_index] == [one.id for one in EVERYONE if one.is_child]
    assert [one for one in at if at[one].is_dead] == ["gf"]


def test_partners_stand_beside_one_another_the_former_on_the_other_side():
    at = placed(draw(EVERYONE, TIES))
    assert at["f"].x < at["m"].x < at["p"].x
    row = sorted((one for one in at.values() if one.row == 1), key=lambda one: one.x)
    assert [one.id for one in row] == ["f", "m", "p"]


def test_a_couple_that_has_parted_is_slashed_once():
    kinds = [line.kind for line in draw(EVERYONE, TIES).lines]
    assert kinds.count("parted") == 1
    assert kinds.count("couple") == 3


def test_parents_who_were_not_a_couple_are_joined_by_a_dashed_line():
    ties = [Tie("m", "g", "parent"), Tie("f", "g", "parent")]
    kinds = [line.kind for line in draw([MOTHER, FATHER, GIRL], ties).lines]
    assert kinds.count("co-parents") == 1
    assert "couple" not in kinds


def test_twins_hang_from_one_point():
    at = placed(draw(EVERYONE, TIES))
    ends = tuple(f"L{at[twin].x:g} {at[twin].y - 22:g}" for twin in ("t1", "t2"))
    starts = {
        line.path.split("L")[0]
        for line in draw(EVERYONE, TIES).lines
        if line.kind == "child" and line.path.endswith(ends)
    }
    assert len(starts) == 1


def test_brothers_and_sisters_without_parents_drawn_share_a_bar():
    drawing = draw([GIRL, TWIN_1], [Tie("g", "t1", "sibling")])
    assert [line.kind for line in drawing.lines].count("bar") == 1


@pytest.mark.parametrize("kind", ["carer", "other", "grandparent", "step_parent", "aunt_or_uncle"])
def test_a_tie_that_nothing_else_shows_is_dashed(kind):
    drawing = draw([GRAN, GIRL], [Tie("gm", "g", kind)])
    assert [line.kind for line in drawing.lines] == ["other"]


def test_a_grandparent_shown_by_the_parents_is_not_drawn_twice():
    kinds = [line.kind for line in draw(EVERYONE, [*TIES, Tie("gm", "g", "grandparent")]).lines]
    assert "other" not in kinds


def test_the_home_is_round_those_who_live_in_it_and_nobody_else():
    drawing = draw(EVERYONE, TIES)
    for one in drawing.symbols:
        inside = any(_is_inside((one.x, one.y), _points(home)) for home in drawing.homes)
        assert inside == one.in_household, one.id


def test_a_home_broken_by_someone_who_lives_elsewhere_has_two_outlines():
    people = [Someone("a", "A", "female"), Someone("b", "B", "male", in_household=False), Someone("c", "C", "male")]
    ties = [Tie("a", "b", "partner"), Tie("b", "c", "partner")]
    assert len(draw(people, ties).homes) == 2


def test_it_is_all_said_in_words():
    words = " ".join(draw(EVERYONE, TIES).words)
    assert (
        "Tamsin Marlowe: 9 years, a child of the family, lives in the family home. "
        "Child of Ana Marlowe and Joe Costa." in words
    )
    assert "Former partner of Joe Costa" in words.replace("former", "Former")
    assert "Bob Tredwell: has died." in words
    assert draw(EVERYONE, TIES).summary == (
        "Family drawing of 9 people, with 4 children of the family; 6 in the family home"
    )


def test_ties_that_contradict_one_another_are_still_drawn():
    drawing = draw([MOTHER, GIRL], [Tie("m", "g", "parent"), Tie("g", "m", "sibling"), Tie("m", "g", "grandparent")])
    at = placed(drawing)
    assert at["m"].row < at["g"].row


def test_ties_to_people_outside_the_family_are_left_out():
    assert draw([GIRL], [Tie("nobody", "g", "parent")]).lines == ()


def test_a_long_name_is_shortened_in_the_drawing_and_whole_in_the_words():
    long = Someone("x", "Bartholomew-Maximilian Featherstonehaugh-Cholmondeley")
    drawing = draw([long], [])
    assert all(len(line) <= 15 for line in drawing.symbols[0].lines)
    assert long.name in drawing.words[0]


KINDS = [
    "parent",
    "partner",
    "former_partner",
    "sibling",
    "twin",
    "half_sibling",
    "step_parent",
    "grandparent",
    "carer",
    "other",
    "aunt_or_uncle",
    "step_sibling",
]


@st.composite
def families(draw_one):
    size = draw_one(st.integers(1, 14))
    people = [
        Someone(
            str(n),
            f"Person {n}",
            draw_one(st.sampled_from(["female", "male", "unknown"])),
            is_child=draw_one(st.booleans()),
            in_household=draw_one(st.booleans()),
        )
        for n in range(size)
    ]
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1), st.sampled_from(KINDS))
    ties = [Tie(str(a), str(b), kind) for a, b, kind in draw_one(st.lists(pairs, max_size=20)) if a != b]
    return people, ties


@settings(max_examples=150, deadline=None)
@given(families())
def test_whatever_the_family_nobody_overlaps_and_all_are_on_the_page(family):
    people, ties = family
    drawing = draw(people, ties)
    assert {one.id for one in drawing.symbols} == {one.id for one in people}
    for one, other in combinations(drawing.symbols, 2):
        assert abs(one.x - other.x) >= COLUMN - 0.2 or one.row != other.row
        assert one.row == other.row or abs(one.y - other.y) >= 110
    for one in drawing.symbols:
        assert COLUMN / 2 - 0.2 <= one.x <= drawing.width
        assert 0 < one.y < drawing.height


@settings(max_examples=150, deadline=None)
@given(st.lists(st.floats(-500, 500), min_size=1, max_size=12))
def test_spreading_keeps_order_and_distance(wished):
    found = spread(wished)
    assert all(b - a >= COLUMN - 0.2 for a, b in pairwise(found))


def _points(path: str) -> list[tuple[float, float]]:
    return [tuple(float(n) for n in point.split()) for point in path[1:-1].split("L")]


def _is_inside(point, corners) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def test_the_line_of_a_single_parent_runs_straight_down_below_the_name():
    drawing = draw([MOTHER, GIRL], [Tie("m", "g", "parent")])
    at = placed(drawing)
    (stem,) = [line.path for line in drawing.lines if line.kind == "stem"]
    assert at["m"].x == at["g"].x
    assert f"M{at['m'].x:g} " in stem
    assert "H" not in stem
    assert [line for line in drawing.lines if line.kind == "bar"] == []


def test_a_child_of_two_who_do_not_stand_side_by_side_hangs_below_the_names():
    first, last = Someone("a", "Al Reed", "male"), Someone("z", "Zed Reed", "male")
    ties = [
        Tie("a", "m", "former_partner"),
        Tie("m", "p", "former_partner"),
        Tie("m", "z", "partner"),
        *(Tie(parent, child.id, "parent") for child in (GIRL, TWIN_1) for parent in ("m", "a")),
        Tie("m", "t2", "parent"),
        Tie("z", "t2", "parent"),
        Tie("m", "u", "parent"),
        Tie("p", "u", "parent"),
    ]
    drawing = draw([first, MOTHER, PARTNER, last, GIRL, TWIN_1, TWIN_2, UNBORN], ties)
    at = placed(drawing)
    starts = [float(line.path.split("V")[0].split(" ")[1]) for line in drawing.lines if line.kind == "stem"]
    assert sorted(y > at["m"].y + 22 for y in starts) == [False, False, True]


def test_a_couple_stands_on_the_side_of_each_one_s_own_parents():
    his, hers = Someone("hm", "Hilda Okafor", "female"), Someone("sm", "Sue Marlowe", "female")
    for grandparents in ([his, hers], [hers, his]):
        ties = [Tie("hm", "p", "parent"), Tie("sm", "m", "parent"), Tie("m", "p", "partner")]
        at = placed(draw([*grandparents, MOTHER, PARTNER], ties))
        assert (at["hm"].x < at["sm"].x) == (at["p"].x < at["m"].x)


@pytest.mark.parametrize(
    ("rows", "is_so"),
    [
        pytest.param([["mother", "father"]], True, id="next to each other"),
        pytest.param([["mother", "aunt", "father"]], False, id="someone stands between"),
        pytest.param([["mother"], ["father"]], False, id="in two rows"),
    ],
)
def test_who_stands_side_by_side(rows, is_so):
    assert is_side_by_side(("mother", "father"), rows) is is_so
