"""What a problem refuses, in words that say what to change; and that one with everything in it reads back the same."""

import json

import pytest

from hinterland.formats.documents import problem_document, problem_from, read_problem
from hinterland.problem import ProblemError

TABLE = [[0, 5, 9], [5, 0, None], [9, 4, 0]]
GROUPS = {"rural": ["yes", "no", "no"], "decile": ["1", "2", "2"], "district": ["a", "a", "b"]}


def a_document(**changes) -> dict:
    """Three areas that are sites as well, and what is changed; `areas.need` is written `areas__need`."""
    document = {
        "areas": {"id": ["A", "B", "C"], "need": [3, 2, 1], "groups": GROUPS},
        "sites": {"id": ["A", "B", "C"], "locality": ["n", "n", "s"], "capacity": [9, None, 4]},
        "travel": {"matrix": TABLE},
        "rules": {"open_exactly": 2},
    }
    for name, value in changes.items():
        part, _, inner = name.partition("__")
        if inner:
            document[part] = document.get(part, {}) | {inner: value}
        else:
            document[part] = value
    return document


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"format": "another"}, "The document's format is 'another'"),
        ({"areas": {"need": [1]}}, "The document is not a problem: KeyError 'id'"),
        ({"rules": {"nearest": 1}}, "The document is not a problem: TypeError"),
        ({"areas": {"id": [], "need": []}}, "at least one area and one site"),
        ({"areas__id": ["A", "A", "C"]}, "Two areas have the same name"),
        ({"areas__need": [1, 2]}, "need has 2 values for 3 areas"),
        ({"areas__need": [1, -2, 3]}, "Every need must be a number from 0 upwards"),
        ({"areas__neighbours": [[0, 7]]}, "Neighbours are pairs of areas"),
        ({"sites__run_cost": [1, float("nan"), 1]}, "Every cost of a site must be a number"),
        ({"travel": {"matrix": TABLE, "points": [[0, 0]] * 3}}, "exactly one of a matrix, edges or points"),
        ({"travel__measure": "crow"}, "cannot be measured as 'crow'"),
        ({"travel": {"matrix": [[0, -1, 2]] * 3}}, "Travel must be numbers from 0 upwards"),
        ({"travel": {"matrix": [[0, 1], [1, 0]]}}, "not 3 areas by 3 sites"),
        ({"travel": {"points": [[0, 0], [1, 1], [2, float("inf")]]}}, "Every point needs two numbers"),
        ({"travel": {"points": [[0, 0], [1, 1]]}}, "needs one point of two coordinates"),
        ({"travel": {"edges": [[0, 8, 1]]}}, "An edge is a pair of vertices and a length"),
        ({"travel": {"edges": [[0, 1, 1]]}, "sites": {"id": ["A"]}}, "every vertex is an area and a site"),
        ({"objective": "kolm-pollak"}, "needs a kappa above 0"),
        ({"objective": "coverage"}, "needs cover_within"),
        ({"objective": "worst-group", "group_by": "ward"}, "The areas have no group 'ward'"),
        ({"periods": [{"open_exactly": 2, "need": [1]}]}, "one value an area"),
        ({"periods": [{"open_exactly": 2}], "objective": "p-center"}, "solved for p-median only"),
        ({"periods": [{"open_exactly": 2}], "rules__capacity": "split"}, "combined with several periods"),
        ({"periods": [{"open_exactly": 2}], "rules__whole": "district"}, "combined with several periods"),
        ({"between_periods": "wait"}, "may close or open, not 'wait'"),
        ({"rules__force_open": ["Z"]}, "There is no site 'Z'"),
        ({"rules__min_shares": [{"within": 5, "share": 0.5, "group": "ward"}]}, "no group 'ward'"),
        ({"rules__max_travel_rural": 5, "areas__groups": {}}, "needs the group 'rural'"),
        ({"rules__whole": "ward"}, "The areas have no group 'ward'"),
        ({"rules__capacity": "some"}, "Capacity is none, split or single, not 'some'"),
        ({"rules__capacity": "split", "objective": "p-center"}, "goes with p-median and facility-location only"),
    ],
)
def test_a_problem_says_what_to_change(changes, words):
    with pytest.raises(ProblemError) as refused:
        problem_from(a_document(**changes))
    assert words in str(refused.value)


def test_a_problem_with_everything_in_it_reads_back_to_the_same_digest(tmp_path):
    document = a_document(
        areas__demand=[1, 1, 1],
        areas__neighbours=[[0, 1], [1, 2]],
        rules={
            "min_shares": [{"within": 5, "share": 0.5, "group": "rural", "label": "yes"}],
            "force_open": ["A"],
            "open_exactly": 2,
        },
    )
    first = problem_from(document)
    again = problem_from(json.loads(json.dumps(problem_document(first))))
    assert again.digest == first.digest
    years = problem_from(a_document(periods=[{"open_exactly": 2, "need": [1, 1, 1]}, {"open_exactly": 1}]))
    assert problem_from(problem_document(years)).digest == years.digest
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(problem_document(first)))
    assert read_problem(file).digest == first.digest
    file.write_text("{")
    with pytest.raises(ProblemError, match=r"problem\.json is not JSON"):
        read_problem(file)
