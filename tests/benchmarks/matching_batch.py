"""Link 100,000 people with 1,000,000: how long it takes and how much memory, here and with Splink.

    python tests/benchmarks/matching_batch.py make FOLDER OUT     two lists, from a register in FOLDER
    python tests/benchmarks/matching_batch.py ours OUT            with this product's interpreter
    python tests/benchmarks/matching_batch.py splink OUT          with the interpreter of the peers

`make` takes 1,000,000 people by giving the children of a register other homes and parents from the same register,
ten times over, and 100,000 of them with errors: one in eight with a slip in a name, one in twenty with another
birth date, one in five moved.
"""

import random
import resource
import subprocess
import sys
import time
from pathlib import Path

CHILD = ["fn", "mn", "sex", "dob"]
HOME = ["sn", "house", "street", "pc", "mum_fn", "mum_sn", "dad_fn", "dad_sn"]


def make(folder: Path, out: Path) -> None:
    import polars as pl

    register = pl.read_parquet(folder / "register.parquet")
    parts = [
        pl.concat(
            [register.select(CHILD), register.select(HOME).sample(fraction=1, shuffle=True, seed=n)], how="horizontal"
        )
        for n in range(10)
    ]
    everybody = pl.concat(parts).with_row_index("id").with_columns(pl.col("id").cast(pl.String))
    everybody.write_parquet(out / "b.parquet")
    rng, rows = random.Random(5), []
    homes = register.select("house", "street", "pc").rows()
    for row in everybody.sample(100_000, shuffle=True, seed=3).rows(named=True):
        for name in ("fn", "sn"):
            if rng.random() < 0.125 and len(row[name]) > 3:
                place = rng.randrange(1, len(row[name]))
                row[name] = row[name][:place] + rng.choice("aeinrst") + row[name][place + 1 :]
        if rng.random() < 0.05:
            row["dob"] = f"{row['dob'][:8]}{rng.randint(1, 28):02}"
        if rng.random() < 0.2:
            row["house"], row["street"], row["pc"] = rng.choice(homes)
        rows.append({**row, "id": f"a{row['id']}"})
    pl.DataFrame(rows).write_parquet(out / "a.parquet")


def ours(out: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "kinfolk",
        "link",
        out / "a.parquet",
        out / "b.parquet",
        "--out",
        out / "ours.parquet",
    ]
    began = time.perf_counter()
    subprocess.run([str(one) for one in command], check=True)
    said("ours", began, resource.RUSAGE_CHILDREN)
    import polars as pl

    pairs = pl.read_parquet(out / "ours.parquet").select("id_a", "id_b").rows()
    judged(out, pairs)


def compared() -> list:
    """What Splink compares of two children."""
    import splink.comparison_library as cl

    return [
        cl.ForenameSurnameComparison("fn", "sn"),
        cl.DateOfBirthComparison("dob", input_is_string=True),
        cl.PostcodeComparison("pc"),
        cl.ExactMatch("sex"),
        cl.JaroWinklerAtThresholds("mum_fn"),
        cl.JaroWinklerAtThresholds("street"),
        cl.ExactMatch("house"),
    ]


def splink(out: Path) -> None:
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    began = time.perf_counter()
    rules = [
        ("dob", "fn"), ("dob", "sn"), ("fn", "sn", "substr(dob,1,4)"), ("pc", "fn"), ("pc", "sn"), ("dob", "pc"),
        ("mum_fn", "mum_sn", "fn"),
    ]  # fmt: skip
    settings = SettingsCreator(
        link_type="link_only", unique_id_column_name="id",
        comparisons=compared(),
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
    )  # fmt: skip
    base = duckdb.connect()
    api = DuckDBAPI(base)
    for name in "ab":
        columns = ", ".join(f"nullif({one}, '') as {one}" for one in [*CHILD, *HOME])
        base.execute(f"create table {name} as select id, {columns} from read_parquet('{out / name}.parquet')")
    linker = Linker([api.register(name) for name in "ab"], settings)
    linker.training.estimate_probability_two_random_records_match([block_on("fn", "sn", "dob")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    # Rules with the first name leave one sex only, and Splink 5 stops at a chance of nothing.
    for rule in (("dob", "pc"), ("sn", "mum_fn", "mum_sn")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    base.execute(f"copy (select * from {predicted.physical_name}) to '{out / 'splink.parquet'}' (format parquet)")
    said("splink", began, resource.RUSAGE_SELF)
    rows = base.execute(f"select id_l, id_r from read_parquet('{out / 'splink.parquet'}')").fetchall()
    judged(out, [sorted(row, key=lambda one: not one.startswith("a")) for row in rows])


def said(who: str, began: float, usage: int) -> None:
    used = resource.getrusage(usage)
    print(
        f"{who}: {time.perf_counter() - began:.1f} s, {used.ru_utime + used.ru_stime:.1f} s of processor, "
        f"at most {used.ru_maxrss / 1024:,.0f} MB",
        flush=True,
    )


def judged(out: Path, pairs: list) -> None:
    import duckdb

    sought = duckdb.execute(f"select count(*) from read_parquet('{out / 'a.parquet'}')").fetchone()[0]
    right = sum(a[1:] == b for a, b in pairs)
    print(
        f"  {len(pairs):,} links, precision {right / max(len(pairs), 1):.4f}, recall {right / sought:.4f}", flush=True
    )


if __name__ == "__main__":
    globals()[sys.argv[1]](*map(Path, sys.argv[2:]))
