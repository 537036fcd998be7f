"""Make the pages of docs/ that come from the code, or check that they are up to date."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from alongside.config.handbook.permissions import permissions
from alongside.config.handbook.rulebook import rulebook
from alongside.config.handbook.states import states

PAGES = {"rulebook.md": rulebook, "states.md": states, "permissions.md": permissions}


class Command(BaseCommand):
    help = "Make docs/rulebook.md, docs/states.md and docs/permissions.md from the code."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--folder", type=Path, default=Path("docs"))
        parser.add_argument("--check", action="store_true", help="only say whether they are up to date")

    def handle(self, *, folder: Path, check: bool, **options) -> None:
        stale = []
        for name, page in PAGES.items():
            words, path = page(), folder / name
            if path.exists() and path.read_text() == words:
                continue
            stale.append(name)
            if not check:
                path.write_text(words)
        if check and stale:
            raise CommandError(f"Out of date: {', '.join(stale)}. Run: alongside docs")
        self.stdout.write(f"{'Up to date' if not stale else 'Written'}: {', '.join(stale or PAGES)}")
