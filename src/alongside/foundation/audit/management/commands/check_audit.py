"""Check that nobody changed the audit log."""

from django.core.management.base import BaseCommand, CommandError

from alongside.foundation.audit.queries import check_audit, how_kept


class Command(BaseCommand):
    help = "Compute the audit log's chains again and say whether they hold."

    def handle(self, **options) -> None:
        found = check_audit()
        for line in found.broken:
            self.stderr.write(line)
        if not found.is_intact:
            raise CommandError("The audit log has been changed.")
        self.stdout.write(f"The audit log is intact: {found.entries:,} entries, heads {found.heads}")
        for doubt in how_kept().doubts:
            self.stdout.write(f"In doubt: {doubt} Let another user serve: see docs/running.md, “Two database users”.")
