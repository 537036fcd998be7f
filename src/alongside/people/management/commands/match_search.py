"""`alongside match search --batch FILE --out FILE`: looks for everybody in a list among those on record."""

import csv
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.people import gateways
from alongside.people.actions.matching import refresh_match_records
from alongside.people.queries.likely import Likely, count_match_records, likely_by_model, names_in_lists

COLUMNS = ("query_id", "rank", "person", "class", "weight", "probability", "auto")


class Command(BaseCommand):
    """Reads a list, asks the register about each row, and writes both answers ranked."""

    help = (
        "Look for everybody in a list among those on record. For each row two answers are written, ranked apart: "
        "class `person`, who it may be, and class `family`, whose family it may be. `person` is the id by which the "
        "list that was taken in knows them, or our reference; `auto` is 1 where the model would join by itself."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which list, and where to write."""
        parser.add_argument("--batch", type=Path, required=True, metavar="FILE", help="the list, CSV or Parquet")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where to write, CSV")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="which column is which field")
        parser.add_argument("--most", type=int, default=5, help="how many of each answer (default 5)")
        parser.add_argument("--clients", type=int, default=1, help="how many search at once (default 1)")
        parser.add_argument("--times", type=Path, metavar="FILE", help="write how long each search took, in ms")

    def handle(self, *args, **options) -> None:
        """Search for everybody."""
        try:
            rows = gateways.read_list(options["batch"], options["mapping"])
        except (gateways.ListRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        refreshed = refresh_match_records()
        if refreshed:
            self.stderr.write(f"{refreshed} people read again")
        began, times = time.monotonic(), []
        with (
            options["out"].open("w", newline="", encoding="utf-8") as out,
            _clients(options["clients"]) as each,
        ):
            writer = csv.writer(out)
            writer.writerow(COLUMNS)
            for row, (found, took) in zip(rows, each(partial(_timed, options["most"]), rows), strict=True):
                times.append(took)
                names = names_in_lists([one.person_id for one in found])
                for one in found:
                    writer.writerow(
                        (row["id"], one.rank, names[one.person_id], one.kind, round(one.weight, 4),
                         round(one.probability, 6), int(one.is_certain))
                    )  # fmt: skip
        self._report(len(rows), times, time.monotonic() - began)
        if options["times"]:
            options["times"].write_text("".join(f"{one:.2f}\n" for one in times), encoding="utf-8")

    def _report(self, rows: int, times: list[float], seconds: float) -> None:
        ordered = sorted(times) or [0.0]
        middle, late = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
        self.stderr.write(
            f"{rows} looked for among {count_match_records()} people in {seconds:.1f} s; "
            f"one search {middle:.1f} ms in the middle, {late:.1f} ms at the 95th percentile"
        )


@contextmanager
def _clients(number: int) -> Iterator[Callable]:
    """A `map` that asks one thing after another, or several at once over connections of their own."""
    if number == 1:
        yield map
    else:
        with ThreadPoolExecutor(number) as pool:
            yield pool.map


def _timed(most: int, row: Mapping[str, str]) -> tuple[list[Likely], float]:
    """Who one row may be, and in how many milliseconds that was found."""
    start = time.perf_counter()
    found = likely_by_model(row, most=most)
    return found, (time.perf_counter() - start) * 1000
