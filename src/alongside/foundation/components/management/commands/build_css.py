"""Writes the stylesheet from its Sass; the result is committed."""

from django.core.management.base import BaseCommand

from alongside.foundation.components import gateways


class Command(BaseCommand):
    help = "Writes the stylesheet from its Sass; commit the result."
    requires_system_checks = []

    def handle(self, **options):
        css = gateways.compile_stylesheet()
        gateways.STYLESHEET.write_text(css, encoding="utf-8")
        self.stdout.write(f"Wrote {gateways.STYLESHEET.name}: {len(css) // 1024} KB")
