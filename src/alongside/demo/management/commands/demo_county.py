"""Write the invented county, once."""

from datetime import date, datetime, time

from django.core.management.base import BaseCommand
from django.utils import timezone

from alongside.demo.actions.county import build_county
from alongside.demo.geography import SEED


class Command(BaseCommand):
    help = "Write Wenshire, the invented county, with its agencies, staff and families."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--small", action="store_true", help="about forty families instead of 2,500")
        parser.add_argument("--seed", type=int, default=SEED)
        parser.add_argument("--today", type=date.fromisoformat, help="the day on which the stories stand")

    def handle(self, *, small: bool, seed: int, today: date | None, **_options) -> None:
        at = timezone.now()
        if today is not None:
            at = timezone.make_aware(datetime.combine(today, time(10, 0)))
        is_new = build_county(at=at, seed=seed, is_small=small, say=lambda words: self._say(words))
        if not is_new:
            self._say("The invented county is there already")

    def _say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()
