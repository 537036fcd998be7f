"""`alongside manage import_requests FILE`: takes in a batch of requests, and reports row by row."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.foundation.identity.models import User
from alongside.frontdoor import actions


class Command(BaseCommand):
    """Takes in a batch of requests for help from a CSV file."""

    help = "Take in a batch of requests for help from a CSV file, with a report on every row that is wrong"

    def add_arguments(self, parser: CommandParser) -> None:
        """Say what can be asked for."""
        parser.add_argument("file", type=Path, help="the CSV file, in UTF-8")
        parser.add_argument("--by", required=True, help="e-mail address of whoever takes the batch in")
        parser.add_argument("--all-or-none", action="store_true", help="refuse every row when one is wrong")

    def handle(self, *args, **options) -> None:
        """Take the file in."""
        try:
            by = User.objects.get_by_natural_key(options["by"])
            content = options["file"].read_bytes()
            report = actions.import_requests(
                content=content, keeps_good_rows=not options["all_or_none"], by=by, at=timezone.now()
            )
        except User.DoesNotExist as nobody:
            raise CommandError("Nobody has that e-mail address") from nobody
        except OSError as wrong:
            raise CommandError(f"This file cannot be read: {wrong.strerror}") from wrong
        except actions.ImportRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        for one in report.problems:
            self.stderr.write(f"Row {one['row']}, {one['column'] or 'all columns'}: expected {one['expected']}")
        self.stdout.write(
            f"{report.rows_read} rows read, {report.rows_taken} taken in, {report.rows_known} known before, "
            f"{len({one['row'] for one in report.problems})} with something to put right"
        )
