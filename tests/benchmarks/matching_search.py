"""Measure what `alongside match search --batch` found against the truth.

    python tests/benchmarks/matching_search.py RANKED.csv FOLDER

FOLDER holds queries_truth.parquet and register_truth.parquet; the register was taken in by
`alongside people import` with the id of its file.
"""

import sys
from pathlib import Path

import polars as pl


def share(part: int, whole: int) -> str:
    return f"{part / whole:.4f} ({part} of {whole})"


def main(ranked: Path, folder: Path) -> None:
    truth = pl.read_parquet(folder / "queries_truth.parquet").with_columns(pl.col("qid", "pid", "fam").cast(pl.String))
    families = pl.read_parquet(folder / "register_truth.parquet").select(
        pl.col("pid").cast(pl.String).alias("person"), pl.col("fam").cast(pl.String).alias("their_fam")
    )
    found = (
        pl.read_csv(ranked, infer_schema=False)
        .with_columns(pl.col("rank", "auto").cast(pl.Int64), pl.col("weight", "probability").cast(pl.Float64))
        .join(truth.rename({"qid": "query_id"}), on="query_id")
        .join(families, on="person", how="left")
    )
    present = truth.filter(pl.col("pid") != "0")
    person = found.filter(pl.col("class") == "person")
    right = person.filter(pl.col("person") == pl.col("pid"))
    for most in (1, 5):
        print(f"recall@{most} of the child: {share(right.filter(pl.col('rank') <= most).height, present.height)}")
    family = found.filter(
        (pl.col("class") == "family") & (pl.col("their_fam") == pl.col("fam")) & (pl.col("rank") <= 5)
    )
    for kind in ("absent_sib", "absent_twin", "present", "present_twin"):
        of_kind = truth.filter(pl.col("kind") == kind).height
        hit = family.filter(pl.col("kind") == kind)["query_id"].n_unique()
        print(f"recall@5 of the family, {kind}: {share(hit, of_kind)}")
    joined = person.filter((pl.col("rank") == 1) & (pl.col("auto") == 1))
    for kind in ("absent", "absent_twin", "absent_sib"):
        wrong = joined.filter(pl.col("kind") == kind).height
        print(f"joined by itself though {kind}: {share(wrong, truth.filter(pl.col('kind') == kind).height)}")
    good = joined.filter(pl.col("person") == pl.col("pid")).height
    print(f"present children joined by themselves: {share(good, present.height)}")
    print(f"precision of what is joined by itself: {share(good, joined.height)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
