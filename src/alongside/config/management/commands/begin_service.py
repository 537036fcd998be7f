"""`alongside manage begin_service`: what an empty database needs before the first person signs in."""

from urllib.parse import urljoin

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from alongside.cases.actions import ensure_threshold_document
from alongside.foundation.access.actions import ensure_roles
from alongside.foundation.identity.actions import AccountRefused, SettingUpRefused, appoint_first_administrator


class Command(BaseCommand):
    """Makes the roles, the shipped threshold document and the first administrator, who sets up the rest on screen."""

    help = "Begin a service: the shipped roles, the threshold document, and the first administrator with a link"

    def add_arguments(self, parser: CommandParser) -> None:
        """Say who the first administrator is."""
        parser.add_argument("--service", required=True, help="the council or service that runs Alongside")
        parser.add_argument("--name", required=True, help="name of the first administrator")
        parser.add_argument("--email", required=True, help="their e-mail address, with which they sign in")
        parser.add_argument("--address", default="http://localhost:8000/", help="where the service is reached")

    def handle(self, *, service: str, name: str, email: str, address: str, **options) -> None:
        """Begin, and print the link."""
        now = timezone.now()
        ensure_roles()
        ensure_threshold_document(from_on=timezone.localdate(now), at=now)

        def link_for(key: str) -> str:
            return urljoin(address, reverse("identity:accept", args=[key]))

        try:
            _, key = appoint_first_administrator(name=name, email=email, service=service, link_for=link_for, at=now)
        except (AccountRefused, SettingUpRefused) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{name} chooses a password here, once:\n{link_for(key)}")
