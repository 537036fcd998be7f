"""What is typed to match lists of people: `alongside match train | link | dedupe`."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import yaml

from ._internals.batch import jobs
from ._internals.batch.files import read_people, write_table
from ._internals.batch.mapping import MappingRefused
from ._internals.batch.passing import ENGINES, EngineMissing
from ._internals.model.parts import Model
from ._internals.model.reading import ModelRefused, load_model

SUMMARY = "Match lists of people by the model of who is who. Only files are read and written."
MAPPING = """\
A list is CSV or Parquet with one row for each person. Its columns are recognised by their names and by what
stands in them. Where that is not right, or two lists differ, give --mapping FILE with one line for each field:

    id: pupil_ref
    given_names: [forename, middle]      several columns are put together
    family_name: surname
    born_on: {year: by, month: bm, day: bd}

or two such blocks, under `a:` and `b:`. The fields are those of the model: given_names, middle_names,
family_name, full_name, sex, born_on, due_on, house, street, second_line, place, region, postcode,
mother_given, mother_family, father_given, father_family, siblings, nhs_number, upn, number, email, phone,
occupation.

Every row of --out is a link, at least as probable as the model's threshold (0.5), with the columns id_a, id_b,
weight (in bits: what the evidence says against everybody else) and probability.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked; return 0 when it went well."""
    wanted = _arguments().parse_args(arguments)
    try:
        wanted.do(wanted)
    except (MappingRefused, ModelRefused, EngineMissing, ModuleNotFoundError, OSError) as refusal:
        _say(f"alongside match: {refusal}")
        return 1
    return 0


def link(wanted: argparse.Namespace) -> None:
    """Find who stands in both of two lists."""
    model = load_model(wanted.model)
    a = read_people(model, wanted.a, wanted.mapping, side="a")
    b = read_people(model, wanted.b, wanted.mapping, side="b")
    _say(f"{a.height:,} and {b.height:,} people, compared by {', '.join(a.columns[1:])}")
    _write(wanted, jobs.link(model, a, b, learn=not wanted.as_shipped, least=wanted.at_least, engine=wanted.engine))


def dedupe(wanted: argparse.Namespace) -> None:
    """Find who stands in one list more than once."""
    model = load_model(wanted.model)
    people = read_people(model, wanted.a, wanted.mapping)
    _say(f"{people.height:,} people, compared by {', '.join(people.columns[1:])}")
    _write(wanted, jobs.dedupe(model, people, learn=not wanted.as_shipped, least=wanted.at_least, engine=wanted.engine))


def train(wanted: argparse.Namespace) -> None:
    """Learn the weights of one list, or of two against each other, and write them as a model."""
    model = load_model(wanted.model)
    a = read_people(model, wanted.a, wanted.mapping, side="a")
    b = read_people(model, wanted.b, wanted.mapping, side="b") if wanted.b else None
    trained = jobs.learn(model, a, b, engine=wanted.engine)
    _keep(trained.model, wanted.out)
    _say(
        f"Learnt in {trained.rounds} rounds: about {trained.person_pairs:,.0f} pairs of one person and "
        f"{trained.household_pairs:,.0f} of one household. Written to {wanted.out}, model {trained.model.hash}"
    )


def _write(wanted: argparse.Namespace, linked: jobs.Linked) -> None:
    write_table(linked.pairs, wanted.out)
    if wanted.keep_model:
        _keep(linked.model, wanted.keep_model)
    took = time.monotonic() - wanted.began
    _say(f"{linked.compared:,} pairs compared, {linked.pairs.height:,} linked in {took:.1f} s. Written to {wanted.out}")


def _keep(model: Model, path: Path) -> None:
    path.write_text(yaml.safe_dump(dict(model.data), sort_keys=False, allow_unicode=True), encoding="utf-8")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alongside match",
        description=SUMMARY,
        epilog=MAPPING,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(began=time.monotonic())
    verbs = parser.add_subparsers(metavar="train | link | dedupe", required=True)
    for verb, do, text in (
        ("link", link, "find who stands in both of two lists"),
        ("dedupe", dedupe, "find who stands in one list more than once"),
        (
            "train",
            train,
            "learn the weights of a list without labels; `alongside match train --from-decisions`: of the register",
        ),
    ):
        one = verbs.add_parser(verb, help=text, epilog=MAPPING, formatter_class=argparse.RawDescriptionHelpFormatter)
        one.set_defaults(do=do)
        one.add_argument("a", type=Path, metavar="A", help="a list, CSV or Parquet")
        if verb != "dedupe":
            one.add_argument("b", type=Path, metavar="B", nargs="?" if verb == "train" else None, help="another list")
        one.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write")
        one.add_argument("--mapping", type=Path, metavar="FILE", help="which column is which field")
        one.add_argument("--model", type=Path, metavar="FILE", help="a model other than the shipped one")
        one.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="DuckDB, on this machine, or Spark")
        if verb != "train":
            _add_matching(one)
    return parser


def _add_matching(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--as-shipped", action="store_true", help="weigh by the model as it is, without learning from the lists")
    add("--at-least", type=float, metavar="P", help="write every pair at least so probable")
    add("--keep-model", type=Path, metavar="FILE", help="write the model with the weights that were learnt")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
