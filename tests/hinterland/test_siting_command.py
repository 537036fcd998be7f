"""The `hinterland` command: read, solve, why, bench; and documents that read back to themselves."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from hinterland import Areas, Problem, Rules, Sites, Travel, solve
from hinterland.command import main
from hinterland.formats.documents import problem_document, problem_from
from hinterland.problem import MinShare, Objective, Period, ProblemError

from .small_problems import small_problem

PMED = "4 5 1\n1 2 1\n2 3 2\n3 4 3\n4 1 9\n1 2 5\n"
UNCAP = "2 3\ncapacity 10\n0 20\n5 1 9\n5 9 1\n5 1 2\n"
SSCFLP = "2 3\n10 10\n5 5\n6 6 4\n1 2\n3 1\n1 1\n"
PMEDCAP = "3 1 10\n1 0 0 3\n2 3 4 3\n3 6 8 4\n"
TSPLIB = "NAME: tiny\nNODE_COORD_SECTION\n1 0 0\n2 3 4.9\n3 6 8\nEOF\n"


def run(tmp_path, style, text, *more):
    """Read a file, solve it, and give the answer."""
    given, problem, answer = tmp_path / "given.txt", tmp_path / "problem.json", tmp_path / "answer.json"
    given.write_text(text)
    assert main(["read", "--format", style, str(given), "--out", str(problem), *more]) == 0
    assert main(["solve", str(problem), "--out", str(answer), "--seconds", "20"]) == 0
    return json.loads(answer.read_text())


def test_the_last_cost_of_a_repeated_edge_counts(tmp_path):
    answer = run(tmp_path, "orlib-pmed", PMED)  # 1-2 costs 5 in the end: from 2 to 3, 1, 4 it is 2 + 5 + 5
    assert answer["objective"] == answer["bound"] == 12.0
    assert {"status", "gap", "assignment", "seconds", "digest"} <= set(answer)


def test_the_same_graph_as_p_center(tmp_path):
    answer = run(tmp_path, "orlib-pmed", PMED, "--problem", "p-center", "--p", "2")
    assert (answer["status"], answer["objective"]) == ("optimal", 3.0)


def test_capacities_of_uncap_are_ignored(tmp_path):
    answer = run(tmp_path, "orlib-uncap", UNCAP)
    assert (answer["objective"], answer["open_sites"]) == (21.0, ["S1"])


def test_single_source(tmp_path):
    answer = run(tmp_path, "sscflp", SSCFLP)
    assert answer["objective"] == 5 + 5 + 1 + 1 + 1
    assert answer["assignment"]["A1"] != answer["assignment"]["A2"]


def test_points_are_rounded_down(tmp_path):
    assert run(tmp_path, "orlib-pmedcap", PMEDCAP)["objective"] == 10.0
    assert run(tmp_path, "tsplib", TSPLIB, "--p", "1")["objective"] == 5 + 4


@pytest.mark.parametrize(
    ("style", "text", "told"),
    [
        ("tsplib", TSPLIB, "give --p"),
        ("tsplib", "NAME: none", "no NODE_COORD_SECTION"),
        ("orlib-pmed", "5 9", "not a file of the format"),
        ("sscflp", "a b c", "could not convert"),
    ],
)
def test_a_wrong_file_is_a_sentence(tmp_path, capsys, style, text, told):
    given = tmp_path / "given.txt"
    given.write_text(text)
    more = [] if told == "give --p" else ["--p", "2"]
    assert main(["read", "--format", style, str(given), "--out", str(tmp_path / "p.json"), *more]) == 2
    assert told in capsys.readouterr().err


def test_a_document_reads_back_to_the_same_digest():
    for seed in range(60):
        problem = small_problem(seed)
        again = problem_from(json.loads(json.dumps(problem_document(problem))))
        assert again.digest == problem.digest
    assert small_problem(1).digest != small_problem(2).digest


def test_the_same_problem_gives_the_same_answer():
    problem = small_problem(5)
    one, two = solve(problem), solve(problem)
    assert replace(one, seconds=0.0) == replace(two, seconds=0.0)


def three(rules: Rules, **more: object) -> Problem:
    table = np.array([[0.0, 5.0, 9.0], [5.0, 0.0, 4.0], [9.0, 4.0, 0.0]])
    groups = {"rural": ("1", "0", "1"), "decile": ("1", "1", "2")}
    return Problem(
        areas=Areas(ids=("a", "b", "c"), need=[3, 2, 1], groups=groups),
        sites=Sites(
            ids=("A", "B", "C"),
            locality=("N", "N", "S"),
            existing=[1, 1, 0],
            run_cost=[3, 2, 1],
            closure_cost=[1, 1, 0],
        ),
        travel=Travel(matrix=table),
        rules=rules,
        **more,
    )


@pytest.mark.parametrize(
    ("rules", "wishes", "changes"),
    [
        (Rules(open_exactly=4), ("open_exactly",), {"open_exactly": 3.0}),
        (
            Rules(budget=3.0, min_per_locality=1),
            ("budget", "min_per_locality"),
            {"budget": 4.0, "min_per_locality": 0.0},
        ),
        (
            Rules(open_exactly=1, max_travel=4.0),
            ("open_exactly", "max_travel"),
            {"open_exactly": 2.0, "max_travel": 5.0},
        ),
        (Rules(force_open=("A",), force_closed=("A",)), ("force_open", "force_closed"), {}),
        (Rules(at_most_changes=0, force_open=("C",)), ("force_open", "at_most_changes"), {"at_most_changes": 1.0}),
        (
            Rules(open_at_most=1, min_shares=(MinShare(within=1, share=0.9),)),
            ("open_at_most", "min_shares[0]"),
            {"open_at_most": 3.0, "min_shares[0]": 0.5},
        ),
    ],
)
def test_wishes_that_contradict_are_named_with_the_least_change(rules, wishes, changes):
    answer = solve(three(rules))
    assert (answer.status, answer.conflict) == ("infeasible", wishes)
    assert {change.wish: change.possible for change in answer.least_changes} == pytest.approx(changes)
    assert answer.document()["conflict"] == list(wishes)


def test_sites_close_and_stay_closed():
    periods = (Period(open_exactly=2), Period(open_exactly=1, weight=0.5, need=[1, 1, 9]))
    closing = solve(three(Rules(), periods=periods))
    assert [set(stage.open_sites) for stage in closing.stages] == [{"A", "C"}, {"C"}]
    assert closing.objective == pytest.approx(8 + 0.5 * (9 + 4))
    assert solve(three(Rules(existing_only=True), periods=periods)).stages[1].open_sites == ("B",)


@pytest.mark.parametrize(("counts", "wish"), [((1, 2), "between_periods"), ((4, 1), "periods[0].open_exactly")])
def test_periods_that_cannot_follow_one_another(counts, wish):
    answer = solve(three(Rules(), periods=tuple(Period(open_exactly=count) for count in counts)))
    assert answer.status == "infeasible"
    assert wish in answer.conflict


@pytest.mark.parametrize(
    "wrong",
    [
        {"rules": Rules(force_open=("Z",))},
        {"rules": Rules(whole="district")},
        {"rules": Rules(min_shares=(MinShare(within=1, share=1, group="none"),))},
        {"objective": Objective.COVERAGE},
        {"objective": Objective.KOLM_POLLAK},
        {"objective": Objective.WORST_GROUP, "group_by": "none"},
        {"between_periods": "never"},
        {"periods": (Period(open_exactly=1, need=[1.0]),)},
    ],
)
def test_a_wrong_question_is_refused(wrong):
    with pytest.raises(ProblemError):
        three(**({"rules": Rules()} | wrong))


def test_why(tmp_path):
    problem, why = tmp_path / "problem.json", tmp_path / "why.json"
    problem.write_text(json.dumps(problem_document(three(Rules(open_exactly=1)))))
    assert main(["why", str(problem), "--out", str(why)]) == 0
    shown = json.loads(why.read_text())
    assert shown["answer"]["open_sites"] == ["A"] or shown["answer"]["objective"] == 19.0
    assert min(shown["site_regrets"].values()) == pytest.approx(0.0)
    assert [move["before"] for move in shown["area_moves"]] == ["A", "B", "B"]
    assert shown["alternatives"][0]["worse_by"] >= 0


def test_bench_sets_the_result_beside_the_published_value(tmp_path, capsys):
    (tmp_path / "uncap").mkdir()
    (tmp_path / "uncap" / "tiny.txt").write_text(UNCAP)
    head = "family,instance,demand,candidates,p,problem,value,status\n"
    for value, told, code in (("21", "optimum, proven", 0), ("20", "WRONG", 1)):
        (tmp_path / "OPTIMA.csv").write_text(f"{head}uncap,tiny,3,2,,UFLP (ignore capacity),{value},optimal\n")
        assert main(["bench", str(tmp_path), "--out", str(tmp_path / "out.csv")]) == code
        assert told in capsys.readouterr().out
        assert told in (tmp_path / "out.csv").read_text()


def test_nothing_else_stands_between_the_lines(tmp_path):
    """A solver that greets when it is first used would (HiGHS 1.16 does)."""
    (tmp_path / "sscflp").mkdir()
    (tmp_path / "sscflp" / "tiny.txt").write_text(SSCFLP)
    head = "family,instance,demand,candidates,p,problem,value,status\n"
    (tmp_path / "OPTIMA.csv").write_text(f"{head}sscflp,tiny,3,2,,single-source CFLP,13,optimal\n")
    asked = [sys.executable, "-c", "import sys; from hinterland.command import main; main(sys.argv[1:])", "bench"]
    told = subprocess.run([*asked, str(tmp_path)], capture_output=True, check=True, text=True).stdout
    assert [line.split("\t")[0] for line in told.splitlines()] == [
        "family",
        "sscflp",
        "1 instances, 1 at the published optimum and proven, 0 contradicted",
    ]


def test_bench_takes_the_instances_asked_for_in_their_order(tmp_path, capsys):
    (tmp_path / "uncap").mkdir()
    named = (("a", 1, 21), ("b", "", 21), ("b", 2, 33))
    rows = [f"uncap,{name},3,2,{count},UFLP (ignore capacity),{value},optimal\n" for name, count, value in named]
    for name in "ab":
        (tmp_path / "uncap" / f"{name}.txt").write_text(UNCAP)
    (tmp_path / "OPTIMA.csv").write_text("family,instance,demand,candidates,p,problem,value,status\n" + "".join(rows))
    for only, told in (("b:2,a", ["b 2", "a 1"]), ("a,uncap", ["a 1", "b ", "b 2"])):
        assert main(["bench", str(tmp_path), "--only", only]) == 0
        shown = [line.split("\t") for line in capsys.readouterr().out.splitlines()[1:-1]]
        assert [f"{line[1]} {line[3]}" for line in shown] == told
