"""Two models beside each other on a register made ten times as large, without a database: what each finds and joins.

    PYTHONPATH=src python -m tests.benchmarks.matching_two_models FOLDER MODEL.yaml [--asked 3000]

FOLDER holds queries and register with their truth, as `bench/matching/uk_train_60k` does; MODEL is an earlier model
beside the shipped one. The same referrals are looked for by both, taking the rarest keys first as the register does.
Plain Python weighs, so this takes ten minutes; and it is the way to try a change before a register is written anew.
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from kinfolk import Answers, Frequencies, Model, keys_of, load_model, prepare, rank, sized
from tests.benchmarks.matching_million import make

NAMES = {
    "fn": "given_names", "mn": "middle_names", "sn": "family_name", "sex": "sex", "dob": "born_on", "house": "house",
    "street": "street", "pc": "postcode", "mum_fn": "mother_given", "mum_sn": "mother_family",
    "dad_fn": "father_given", "dad_sn": "father_family",
}  # fmt: skip
COMMON_KEY, MOST_CANDIDATES, MOST_OF_ONE_KEY = 50, 700, 3_000
Row = Mapping[str, str]


def main() -> None:
    """Look for referrals by both models, and print what each found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("model", type=Path, metavar="MODEL")
    parser.add_argument("--asked", type=int, default=3_000)
    wanted = parser.parse_args()
    with TemporaryDirectory() as out:
        make(wanted.folder, Path(out))
        register = rows_of(Path(out) / "register.parquet")
    truth = {row["qid"]: row for row in rows_of(wanted.folder / "queries_truth.parquet")}
    asked = rows_of(wanted.folder / "queries.parquet")
    random.Random(5).shuffle(asked)
    for name, model in (("earlier", load_model(wanted.model)), ("shipped", load_model())):
        found = judged(sized(model, len(register)), asked[: wanted.asked], truth, register)
        print(name, dict(sorted(found.items())), flush=True)


def rows_of(path: Path) -> list[Row]:
    return pl.read_parquet(path).with_columns(pl.all().cast(pl.String).fill_null("")).to_dicts()


def known_of(row: Row) -> Row:
    return {NAMES[name]: value for name, value in row.items() if name in NAMES}


def judged(model: Model, asked: Sequence[Row], truth: Mapping[str, Row], register: Sequence[Row]) -> Counter:
    """How often the child is found, and who is joined by itself."""
    wanted = {key for row in asked for key in keys_of(model, prepare(model, known_of(row)))}
    holders, frequencies = indexed(model, register, wanted)
    told: Counter = Counter()
    for row in asked:
        sought = prepare(model, known_of(row), frequencies=frequencies)
        near = candidates(keys_of(model, sought), holders)
        answers = rank(
            model, sought, [(register[n]["pid"], prepare(model, known_of(register[n]))) for n in near], most=5
        )
        told.update(told_by(answers, truth[row["qid"]]))
    return told


def indexed(model: Model, register: Sequence[Row], wanted: set[str]) -> tuple[dict[str, list[int]], Frequencies]:
    """Who holds each key that is asked for, and how common all values are."""
    holders: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, Counter] = {column: Counter() for column in model.frequencies}
    for number, row in enumerate(register):
        record = prepare(model, known_of(row))
        for key in keys_of(model, record):
            if key in wanted:
                holders[key].append(number)
        for column, counted in counts.items():
            if record[column]:
                counted[record[column]] += 1
    return holders, Frequencies.counted(counts)


def candidates(keys: Iterable[str], holders: Mapping[str, list[int]]) -> list[int]:
    """Those who share the rarest keys; a key that few hold is not counted, and thought one person's."""
    sizes = {key: len(holders.get(key, ())) for key in keys}
    counted = {key: size if size > COMMON_KEY else 1 for key, size in sizes.items()}
    chosen: set[int] = set()
    people = 0
    for key in sorted(counted, key=counted.__getitem__):
        people += counted[key]
        if chosen and people > MOST_CANDIDATES:
            break
        chosen.update(holders.get(key, ()))
    return sorted(chosen)[:MOST_OF_ONE_KEY]


def told_by(answers: Answers, truth: Row) -> Iterable[str]:
    """What one answer counts as."""
    kind, child = truth["kind"], truth["pid"]
    yield f"asked: {kind}"
    if child == "0":
        if answers.certain:
            yield f"joined though {kind}"
        return
    ranked = [one.id for one in answers.person]
    yield from (f"child among the first {most}" for most in (1, 5) if child in ranked[:most])
    if answers.certain:
        yield "joined rightly" if answers.certain == child else "joined wrongly"


if __name__ == "__main__":
    main()
