"""`alongside match train --from-decisions`: learns a candidate from what people decided of pairs."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alongside.people.actions import PeopleRefused, learn_model


class Command(BaseCommand):
    """Learns weights from the register's own decisions; a data steward looks at them before they are used."""

    help = (
        "Learn weights from the pairs that people decided, as a candidate. It weighs nothing until a data steward has "
        "looked at it, under “The matching model”, and adopts it."
    )

    def handle(self, *args, **options) -> None:
        """Learn, and say what came of it."""
        try:
            model = learn_model(by=None, at=timezone.now())
        except PeopleRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Model {model.version}/{model.hash}, learnt from {len(model.judged)} pairs, waits to be looked at"
        )
