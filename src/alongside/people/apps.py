from django.apps import AppConfig

from alongside.foundation.components import navigation


class PeopleConfig(AppConfig):
    name = "alongside.people"
    label = "people"

    def ready(self) -> None:
        """Put finding people into the menu."""
        navigation.register("Find people", "people:search", "people.search", order=20, group=navigation.FAMILIES)
        navigation.register(
            "Pairs of records", "people:list_pairs", "people.steward", order=25, group=navigation.FAMILIES
        )
        navigation.register(
            "Agencies’ lists", "people:list_lists", "people.steward", order=26, group=navigation.FAMILIES
        )
