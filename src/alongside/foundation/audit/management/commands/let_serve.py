"""Let a database user serve Alongside without being able to alter its audit log."""

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.foundation.audit.actions import ServingRefused, let_serve


class Command(BaseCommand):
    help = "Give a database user what serving needs, and of the audit log only reading and adding."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="the user whom the service's DATABASE_URL names")

    def handle(self, *, user: str, **options) -> None:
        try:
            tables = let_serve(user)
        except ServingRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{user} may serve: {tables} tables, and of the audit log only reading and adding.")
