"""The `hinterland` command."""

import argparse
import json
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from .formats.benchmarks import READERS, read_benchmark
from .formats.documents import problem_document, read_problem, write_document
from .problem import ProblemError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; a wrong question is a sentence and exit code 2."""
    asked = _parser().parse_args(arguments)
    try:
        return asked.run(asked)
    except (ProblemError, OSError) as error:
        print(f"hinterland: {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hinterland", description="Choose sites, and prove how good the choice is.")
    verbs = parser.add_subparsers(required=True, metavar="solve | read | why | goals | bench | allocate")
    solve = verbs.add_parser("solve", help="answer a problem")
    solve.add_argument("problem", type=Path)
    solve.add_argument("--out", type=Path, help="where the answer is written (default: to the screen)")
    solve.add_argument("--seconds", type=float, default=60.0, help="stop after so long (default 60)")
    solve.add_argument("--gap", type=float, default=0.0, help="stop when proven to so small a share (default 0)")
    _add_cores(solve)
    solve.set_defaults(run=_solve)
    read = verbs.add_parser("read", help="make a problem of a public benchmark's file")
    read.add_argument("file", type=Path)
    read.add_argument("--format", required=True, choices=list(READERS))
    read.add_argument("--p", type=int, help="how many sites to open (default: what the file says)")
    read.add_argument("--problem", help="p-median, p-center, facility-location… (default: the format's own)")
    read.add_argument("--out", type=Path, required=True)
    read.set_defaults(run=_read)
    why = verbs.add_parser("why", help="what each site is worth, where areas go, and what is nearly as good")
    why.add_argument("problem", type=Path)
    why.add_argument("--out", type=Path, help="where it is written (default: to the screen)")
    why.add_argument("--seconds", type=float, default=60.0, help="for each of the three questions (default 60)")
    why.set_defaults(run=_why)
    goals = verbs.add_parser("goals", help="every plan that no other beats on the objective and these goals together")
    goals.add_argument("problem", type=Path)
    goals.add_argument("--goals", required=True, help="of sites, cost, farthest, changes; separated by commas")
    goals.add_argument("--out", type=Path, help="where it is written (default: to the screen)")
    goals.add_argument("--seconds", type=float, default=60.0, help="for all plans together (default 60)")
    goals.set_defaults(run=_goals)
    bench = verbs.add_parser("bench", help="solve every instance of a folder and compare with the published values")
    bench.add_argument("folder", type=Path)
    bench.add_argument("--seconds", type=float, default=60.0, help="for each instance (default 60)")
    bench.add_argument("--gap", type=float, default=0.0)
    wanted = "families or instances that begin so, by commas, in this order; pmed7:10 is pmed7 with 10 sites"
    bench.add_argument("--only", default="", help=wanted)
    bench.add_argument("--out", type=Path, help="also write the figures as CSV")
    _add_cores(bench)
    bench.set_defaults(run=_bench)
    share = verbs.add_parser("allocate", help="share money out by need, exact to the penny")
    share.add_argument("problem", type=Path)
    share.add_argument("--out", type=Path, required=True)
    share.set_defaults(run=_allocate)
    return parser


def _add_cores(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--cores",
        type=int,
        default=min(2, cores_here()),
        help="1 or 2: a second core looks for plans where sites hold only so much (default: 2 where there are two)",
    )


def cores_here() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _solve(asked: argparse.Namespace) -> int:
    from .siting import solve

    answer = solve(read_problem(asked.problem), seconds=asked.seconds, gap=asked.gap, cores=asked.cores)
    return _show(answer.document(), asked.out)


def _show(document: Mapping[str, object], out: Path | None) -> int:
    if out:
        write_document(document, out)
    else:
        print(json.dumps(document, indent=1))
    return 0


def _why(asked: argparse.Namespace) -> int:
    from .why import explained

    return _show(explained(read_problem(asked.problem), seconds=asked.seconds), asked.out)


def _goals(asked: argparse.Namespace) -> int:
    from .goals import pareto

    found = pareto(read_problem(asked.problem), asked.goals.split(","), seconds=asked.seconds)
    plans = [{"goals": plan.goals, **plan.answer.document()} for plan in found.plans]
    return _show({"whole": found.whole, "plans": plans}, asked.out)


def _read(asked: argparse.Namespace) -> int:
    problem = read_benchmark(asked.format, asked.file, p=asked.p, problem=asked.problem)
    write_document(problem_document(problem), asked.out)
    return 0


def _bench(asked: argparse.Namespace) -> int:
    from .bench import run
    from .command_allocate import FUNDING_CASES, print_funding_bench

    cases = asked.folder / FUNDING_CASES
    wants_funding = cases.exists() and any("funding".startswith(one.strip()) for one in asked.only.split(","))
    differs = print_funding_bench(cases) if wants_funding else 0
    if asked.only.strip() == "funding":
        return differs
    wrong = run(asked.folder, seconds=asked.seconds, gap=asked.gap, only=asked.only, out=asked.out, cores=asked.cores)
    return wrong or differs


def _allocate(asked: argparse.Namespace) -> int:
    from .command_allocate import allocate_file

    return allocate_file(asked.problem, asked.out)


if __name__ == "__main__":
    raise SystemExit(main())
