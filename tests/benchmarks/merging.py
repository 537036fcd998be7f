"""A thousand random links with later edits, undone in another order, beside a twin that was never linked.

    python -m tests.benchmarks.merging [--links 1000] [--edits 2] [--seed 1]

It runs in the database named by DATABASE_URL, which must be migrated and is best empty; nothing is kept.
"""

import argparse
import os
from time import perf_counter

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
django.setup()

from tests.people.twin import compare  # noqa: E402


def main() -> None:
    """Live through both, compare every table, and say what differs."""
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--links", type=int, default=1000)
    wanted.add_argument("--edits", type=int, default=2, help="edits after each link")
    wanted.add_argument("--seed", type=int, default=1)
    given = wanted.parse_args()
    began = perf_counter()
    told, rows = compare(links=given.links, edits_each=given.edits, seed=given.seed, say=print)
    print(f"{given.links:,} links, {given.edits} edits after each: {rows:,} rows compared, {len(told)} differences")
    print(f"{perf_counter() - began:.1f} s")
    for one in told[:20]:
        print(" ", one)
    raise SystemExit(bool(told))


if __name__ == "__main__":
    main()
