"""A register of 1,000,000 children of the shape of the development register, and how fast and how well it is searched.

    python tests/benchmarks/matching_million.py make bench/matching/uk_dev_100k OUT
    alongside people import OUT/register.parquet --source uk
    alongside match search --batch OUT/queries.parquet --out OUT/ranked.csv --times OUT/times.txt
    python tests/benchmarks/matching_search.py OUT/ranked.csv bench/matching/uk_dev_100k
    alongside match search --batch OUT/queries.parquet --out OUT/four.csv --clients 4
    python tests/benchmarks/matching_million.py splink OUT          # with the interpreter of the peers

`make` keeps the 100,000 children of the register as they are, so that the referrals and their answers stay true, and
adds nine times as many: every family comes again under another family name, with other first names, other days of
birth, and at another home. What one family shares among itself (twins, half-brothers, parents' names, what is
missing) stays as it was. Names are drawn as often as they are in the register; NHS numbers and UPNs are hidden.
"""

import random
import sys
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

TIMES = 9
HIDDEN = {"nhs": "", "upn": ""}


def make(folder: Path, out: Path) -> None:
    import polars as pl

    out.mkdir(parents=True, exist_ok=True)
    register = pl.read_parquet(folder / "register.parquet")
    truth = pl.read_parquet(folder / "register_truth.parquet")
    rows = register.join(truth, on="pid").fill_null("").to_dicts()
    families: dict[object, list[dict]] = defaultdict(list)
    for row in rows:
        families[row["fam"]].append(row)
    pools = Pools(rows)
    shape = [name for name in register.columns if name != "pid"]
    everybody = [{"pid": str(row["pid"]), **{name: row[name] for name in shape}, **HIDDEN} for row in rows]
    for time in range(1, TIMES + 1):
        chance = random.Random(time)
        for members in families.values():
            for row in another(members, pools, chance):
                everybody.append({"pid": f"{time}-{row['pid']}", **{name: row[name] for name in shape}, **HIDDEN})
    random.Random(0).shuffle(everybody)
    pl.DataFrame(everybody, schema=dict.fromkeys(["pid", *shape], pl.String)).write_parquet(out / "register.parquet")
    queries = pl.read_parquet(folder / "queries.parquet").with_columns(nhs=pl.lit(""), upn=pl.lit(""))
    queries.write_parquet(out / "queries.parquet")
    print(f"{len(everybody):,} children, {queries.height:,} referrals")


class Pools:
    """Names, streets and homes to draw from, each as often as it is met."""

    def __init__(self, rows: list[dict]) -> None:
        self.given: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            self.given[row["sex"]].append(row["fn"])
        self.family = [row["sn"] for row in rows if row["sn"]]
        self.middle = [row["mn"] for row in rows if row["mn"]]
        self.mothers = [row["mum_fn"] for row in rows if row["mum_fn"]]
        self.fathers = [row["dad_fn"] for row in rows if row["dad_fn"]]
        self.streets = [row["street"] for row in rows if row["street"]]
        self.outward = [row["pc"].split(" ")[0] for row in rows if " " in row["pc"]]


def another(members: list[dict], pools: Pools, chance: random.Random) -> list[dict]:
    """The family again, as other people elsewhere."""
    surnames, names, homes, shifts = {"": ""}, {}, {}, timedelta(days=chance.randint(-300, 300))
    new = []
    for one in members:
        row = dict(one)
        row["fn"] = given(one, names, pools, chance)
        row["mn"] = chance.choice(pools.middle) if one["mn"] else ""
        for field in ("sn", "mum_sn", "dad_sn"):
            row[field] = surnames.setdefault(one[field], chance.choice(pools.family))
        for field, pool in (("mum_fn", pools.mothers), ("dad_fn", pools.fathers)):
            row[field] = names.setdefault((field, one[field]), chance.choice(pool)) if one[field] else ""
        home = homes.setdefault((one["house"], one["street"], one["pc"]), a_home(pools, chance))
        row |= {field: value if one[field] else "" for field, value in home.items()}
        row["dob"] = moved(one["dob"], shifts)
        new.append(row)
    return new


def given(one: dict, names: dict, pools: Pools, chance: random.Random) -> str:
    """Another first name; twins on the same letter stay so."""
    pool = pools.given[one["sex"]]
    key = ("letter", one["fn"][:1], one["dob"])
    letter = names.setdefault(key, "")
    for _ in range(200):
        name = chance.choice(pool)
        if name not in names and (not letter or name[:1] == letter):
            break
    names[name] = True
    names[key] = name[:1]
    return name


def a_home(pools: Pools, chance: random.Random) -> dict[str, str]:
    inward = f"{chance.randint(0, 9)}{chance.choice('ABDEFGH')}{chance.choice('ABDEFGH')}"
    return {
        "house": str(chance.randint(1, 199)),
        "street": chance.choice(pools.streets),
        "pc": f"{chance.choice(pools.outward)} {inward}",
    }


def splink(out: Path, asked: str = "20") -> None:
    """How long Splink takes to look one referral up in the same register, one after the other."""
    import duckdb
    from matching_batch import compared
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    rules = [("dob", "fn"), ("dob", "sn"), ("fn", "sn", "substr(dob,1,4)"), ("pc", "fn"), ("pc", "sn"), ("dob", "pc")]
    settings = SettingsCreator(
        link_type="dedupe_only", unique_id_column_name="id",
        comparisons=compared(),
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in rules],
    )  # fmt: skip
    base = duckdb.connect()
    fields = ("fn", "sn", "dob", "pc", "sex", "mum_fn", "street", "house")
    columns = ", ".join(f"nullif({one}, '') as {one}" for one in fields)
    base.execute(f"create table everybody as select pid as id, {columns} from read_parquet('{out}/register.parquet')")
    api = DuckDBAPI(base)
    everybody = api.register("everybody")
    linker = Linker(everybody, settings)
    linker.training.estimate_probability_two_random_records_match([block_on("fn", "sn", "dob")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (("dob", "pc"), ("sn", "mum_fn")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    times = []
    for number in range(int(str(asked))):
        base.execute(
            f"create or replace table asked_{number} as select qid as id, {columns} "
            f"from read_parquet('{out}/queries.parquet') limit 1 offset {number * 7}"
        )
        began = perf_counter()
        found = linker.inference.predict_between(everybody, api.register(f"asked_{number}"), link_type="link_only")
        base.execute(f"select * from {found.physical_name}").fetchall()
        times.append(1000 * (perf_counter() - began))
    times.sort()
    print(f"Splink: one look-up {times[len(times) // 2]:.0f} ms in the middle, {times[-1]:.0f} ms at most of {asked}")


def moved(day: str, by: timedelta) -> str:
    return (date.fromisoformat(day) + by).isoformat() if day else ""


if __name__ == "__main__":
    globals()[sys.argv[1]](*map(Path, sys.argv[2:4]), *sys.argv[4:])
