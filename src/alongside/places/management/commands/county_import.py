"""`alongside county import`: loads a real county from official open files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.places.actions.county import (
    LOCALITIES_WANTED,
    CountyRefused,
    CountyWanted,
    import_county,
)
from alongside.places.models import Import
from alongside.places.presenters import lines_of_report
from alongside.places.rules.kinds import Vintage


class Command(BaseCommand):
    """Reads a folder, loads a county, prints what joined and what did not."""

    help = (
        "Load a county from official open files: Indices of Deprivation, ONS population, "
        "boundaries, postcodes, GIAS schools and children’s centres."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Say which county, from where, and what to do with bad rows."""
        add = parser.add_argument
        add("--folder", required=True, type=Path, help="the folder with the files")
        add("--county", required=True, help="the county’s code, such as E10000025")
        add("--vintage", choices=["2011", "2021"], help="which areas, when files of both are there")
        add("--districts", default="", help="codes of the county’s districts, with commas between")
        add("--postcodes", choices=["folder", "package"], default="folder",
            help="postcodes from the folder, or from the package of the whole country")  # fmt: skip
        add("--localities", type=Path, metavar="FILE",
            help="a CSV with the columns area_code and locality")  # fmt: skip
        add("--localities-from", choices=["places", "districts"], default="places",
            help="draw localities of whole named places, or one a district")  # fmt: skip
        add("--number-of-localities", type=int, default=LOCALITIES_WANTED)
        add("--keep-good", action="store_true", help="store good rows though others are bad")

    def handle(self, *args, **options) -> None:
        """Import, and print the report."""
        wanted = CountyWanted(
            folder=options["folder"], county=options["county"].strip().upper(),
            vintage=Vintage(options["vintage"]) if options["vintage"] else None,
            districts=frozenset(filter(None, options["districts"].replace(" ", "").split(","))),
            localities_file=options["localities"], localities_from=options["localities_from"],
            localities=options["number_of_localities"],
            from_package=options["postcodes"] == "package", keep_good=options["keep_good"],
        )  # fmt: skip
        try:
            kept = import_county(wanted=wanted, by=None, clock=timezone.now, tell=self._tell)
        except CountyRefused as refusal:
            self._print(refusal.kept)
            raise CommandError(str(refusal)) from refusal
        self._print(kept)
        seconds = (kept.finished_at - kept.started_at).total_seconds()
        self.stdout.write(self.style.SUCCESS(f"Loaded in {seconds:.1f} s"))

    def _tell(self, line: str) -> None:
        self.stdout.write(f"… {line}")
        self.stdout.flush()

    def _print(self, kept: Import) -> None:
        for line in lines_of_report(kept.report):
            self.stdout.write(line)
