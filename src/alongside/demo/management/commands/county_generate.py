"""`alongside county generate`: invented people by the million, for tests of scale."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from alongside.demo.actions.generate import GenerationRefused, generate_people


class Command(BaseCommand):
    help = "Invent people, families and ten years of records in the county that is loaded."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--people", type=int, default=1_000_000, help="how many people to invent")
        parser.add_argument("--seed", type=int, default=7, help="the same seed invents the same people")
        parser.add_argument("--processes", type=int, default=2, help="how many processes invent at once")

    def handle(self, *args, people: int, seed: int, processes: int, **options) -> None:
        try:
            generate_people(people=people, seed=seed, at=timezone.now(), processes=processes, say=self.stdout.write)
        except GenerationRefused as refusal:
            raise CommandError(str(refusal)) from refusal
