"""`alongside people import FILE`: takes in a register of people from CSV or Parquet."""

import time
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.people import gateways
from alongside.people.actions.importing import take_in_people
from alongside.values.sheets import NO_ROWS

MOST_SHOWN = 20


class Command(BaseCommand):
    """Reads a list, takes in its people, and says what was wrong."""

    help = (
        "Take in people from a CSV or Parquet file. Columns are recognised by their names, or by a mapping file; "
        "see `alongside match link --help`. Whoever the same source named before is left as they are."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which file, and where it comes from."""
        parser.add_argument("file", type=Path, help="the list, CSV or Parquet")
        parser.add_argument("--mapping", type=Path, metavar="FILE", help="which column is which field")
        parser.add_argument("--source", default="", help="where the list comes from (default: the file’s name)")

    def handle(self, *args, **options) -> None:
        """Take the list in."""
        began = time.monotonic()
        file = options["file"]
        try:
            rows = gateways.read_list(file, options["mapping"])
        except (gateways.ListRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        if not rows:
            raise CommandError(NO_ROWS)
        at = timezone.now()
        source = (options["source"] or file.name)[:120]
        taken = take_in_people(rows=rows, source=source, by=None, as_of=timezone.localdate(), at=at)
        for one in taken.problems[:MOST_SHOWN]:
            self.stderr.write(f"Row {one.row}, {one.field}: expected {one.expected}")
        if len(taken.problems) > MOST_SHOWN:
            self.stderr.write(f"and {len(taken.problems) - MOST_SHOWN} more")
        self.stdout.write(
            f"{taken.read} rows read, {taken.taken} people taken in, {taken.known_before} known before, "
            f"{len(taken.problems)} with something to put right, in {time.monotonic() - began:.1f} s"
        )
