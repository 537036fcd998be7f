"""Run the peers on the labelled sets, each set up as its own manual advises, in their own environment.

    python tests/benchmarks/matching_peers.py splink|dedupe|recordlinkage FOLDER SET…

FOLDER holds a folder for each set with records.parquet and truth.parquet. Prints one line for each set:
precision, recall and F1 of pairs, at the tool's own threshold, after its own clustering, and at the best
threshold (known only with the truth).
"""

import itertools
import logging
import random
import re
import sys
import time
import warnings
from pathlib import Path

import pandas as pd

warnings.simplefilter("ignore")
logging.disable(logging.WARNING)
LABELS = 300


def true_pairs(folder: Path) -> set[tuple[str, str]]:
    truth = pd.read_parquet(folder / "truth.parquet")
    pairs = set()
    for _, ids in truth.groupby("ent")["id"]:
        pairs |= set(itertools.combinations(sorted(ids), 2))
    return pairs


def measured(found: set, truth: set) -> str:
    right = len(found & truth)
    precision, recall = right / max(len(found), 1), right / len(truth)
    f1 = 2 * right / (len(found) + len(truth))
    return f"P {precision:.4f} R {recall:.4f} F1 {f1:.4f}"


def best_of(scored: list[tuple[float, tuple]], truth: set) -> str:
    best, right = (0.0, 0.0), 0
    for count, (value, pair) in enumerate(sorted(scored, reverse=True), start=1):
        right += pair in truth
        best = max(best, (2 * right / (count + len(truth)), value))
    return f"best F1 {best[0]:.4f} at {best[1]:.4f}"


def pairs_of(clusters: dict) -> set:
    members: dict = {}
    for record, cluster in clusters.items():
        members.setdefault(cluster, []).append(record)
    return {pair for ids in members.values() for pair in itertools.combinations(sorted(ids), 2)}


def splink(folder: Path) -> str:
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    records = pd.read_parquet(folder / "records.parquet").drop(columns="src")
    columns = set(records.columns)
    given = "given_name" if "given_name" in columns else "first_name"
    comparisons = [
        cl.ForenameSurnameComparison(given, "surname"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
    ]
    offered = {
        "postcode": (
            cl.PostcodeComparison("postcode") if "febrl" not in folder.name else cl.LevenshteinAtThresholds("postcode")
        ),
        "email": cl.EmailComparison("email"),
        "city": cl.ExactMatch("city").configure(term_frequency_adjustments=True),
        "birth_place": cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True),
        "occupation": cl.ExactMatch("occupation").configure(term_frequency_adjustments=True),
        "soc_sec_id": cl.LevenshteinAtThresholds("soc_sec_id"),
        "street_number": cl.ExactMatch("street_number"),
        "address_1": cl.JaroWinklerAtThresholds("address_1"),
        "address_2": cl.JaroWinklerAtThresholds("address_2"),
        "suburb": cl.JaroWinklerAtThresholds("suburb"),
        "state": cl.ExactMatch("state"),
    }
    comparisons += [comparison for name, comparison in offered.items() if name in columns]
    wide = [
        ("dob",), ("soc_sec_id",), ("email",), (given, "surname"), ("postcode",), ("surname", "substr(dob,1,4)"),
        (given, "substr(dob,1,4)"), (f"substr({given},1,3)", "substr(surname,1,4)"), ("surname", "city"),
        (given, "city"),
        ("surname", "birth_place"), (given, "birth_place"), ("address_1",), ("surname", "suburb"), (given, "suburb"),
        ("birth_place", "occupation", "substr(dob,1,4)"), ("substr(dob,1,7)", "city"), ("surname", "occupation"),
    ]  # fmt: skip
    if len(records) <= 5_000:
        wide += [("surname",), (given,)]
    names = [rule for rule in wide if all(columns & set(re.findall(r"\w+", part)) for part in rule)]
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="id", comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in names],
    )  # fmt: skip
    api = DuckDBAPI()
    linker = Linker(api.register(records), settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on(given, "surname", "dob")] + ([block_on("email")] if "email" in columns else []), recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6)
    for rule in (("dob",), (given, "surname"), *((("postcode",),) if "postcode" in columns else (("email",),))):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    predicted = linker.inference.predict(threshold_match_probability=0.001)
    frame = predicted.as_pandas_dataframe() if hasattr(predicted, "as_pandas_dataframe") else predicted.as_pandas()
    truth = true_pairs(folder)
    scored = [
        (p, tuple(sorted(pair)))
        for p, *pair in zip(frame["match_probability"], frame["id_l"], frame["id_r"], strict=True)
    ]
    out = [measured({pair for p, pair in scored if p >= 0.5}, truth), best_of(scored, truth)]
    for threshold in (0.5, 0.9, 0.95, 0.99):
        made = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
        made = made.as_pandas_dataframe() if hasattr(made, "as_pandas_dataframe") else made.as_pandas()
        out.append(
            f"cl{threshold} " + measured(pairs_of(dict(zip(made["id"], made["cluster_id"], strict=True))), truth)
        )
    return " | ".join(out)


def dedupe(folder: Path) -> str:
    import dedupe as tool

    frame = pd.read_parquet(folder / "records.parquet").drop(columns="src").set_index("id")
    records = {
        key: {name: (value if isinstance(value, str) and value else None) for name, value in row.items()}
        for key, row in frame.to_dict("index").items()
    }
    exact = {"state", "gender", "street_number", "occupation"}
    fields = [
        tool.variables.Exact(name, has_missing=True)
        if name in exact
        else tool.variables.ShortString(name, has_missing=True)
        for name in frame.columns
    ]
    truth = true_pairs(folder)
    rng = random.Random(7)
    deduper = tool.Dedupe(fields)
    chosen = rng.sample(sorted(truth), min(LABELS, len(truth)))
    keys, distinct = sorted(records), []
    near = [frame.sort_values(name).index.tolist() for name in frame.columns[:4]]
    while len(distinct) < LABELS:
        order = rng.choice(near)
        place = rng.randrange(len(order) - 1)
        pair = tuple(sorted(order[place : place + 2] if rng.random() < 0.7 else rng.sample(keys, 2)))
        if pair not in truth:
            distinct.append(pair)
    deduper.prepare_training(records, sample_size=2_000)
    deduper.mark_pairs(
        {
            "match": [(records[a], records[b]) for a, b in chosen],
            "distinct": [(records[a], records[b]) for a, b in distinct],
        }
    )
    deduper.train(recall=1.0)
    out = []
    for threshold in (0.5, 0.3):
        found = {}
        for number, (ids, _) in enumerate(deduper.partition(records, threshold)):
            found |= dict.fromkeys(ids, number)
        out.append(f"cl{threshold} " + measured(pairs_of(found), truth))
    return " | ".join(out) + f" | {len(chosen)}+{len(distinct)} labels"


def recordlinkage(folder: Path) -> str:
    import recordlinkage as tool

    frame = pd.read_parquet(folder / "records.parquet").drop(columns="src").set_index("id")
    given = "given_name" if "given_name" in frame else "first_name"
    indexer = tool.Index()
    for name in ("dob", "surname", given, "postcode", "email", "soc_sec_id"):
        if name in frame and not (len(frame) > 20_000 and name in {"surname", given}):
            indexer.block(name)
    if len(frame) > 20_000:
        indexer.block([given, "surname"])
        indexer.block(["surname", "birth_place"])
    candidates = indexer.index(frame)
    compare = tool.Compare()
    for name in frame.columns:
        if name in {"state", "gender", "street_number", "occupation"}:
            compare.exact(name, name, label=name)
        else:
            compare.string(name, name, method="jarowinkler", threshold=0.88, label=name)
    vectors = compare.compute(candidates, frame)
    classifier = tool.ECMClassifier()
    classifier.fit(vectors)
    chances = classifier.prob(vectors)
    truth = true_pairs(folder)
    scored = [(p, tuple(sorted(pair))) for pair, p in chances.items()]
    return measured({pair for p, pair in scored if p >= 0.5}, truth) + " | " + best_of(scored, truth)


if __name__ == "__main__":
    tool_name, where, *sets = sys.argv[1:]
    for which in sets:
        began = time.perf_counter()
        result = globals()[tool_name](Path(where) / which)
        print(f"{tool_name} {which}: {result} | {time.perf_counter() - began:.1f} s", flush=True)
