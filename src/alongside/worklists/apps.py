from django.apps import AppConfig


class WorklistsConfig(AppConfig):
    name = "alongside.worklists"
    label = "worklists"

    def ready(self) -> None:
        """Put the day into the menu."""
        from alongside.foundation.components import navigation

        navigation.register("My work", "worklists:mine", "people.search", order=10)
        navigation.register("My teams", "worklists:team", "worklists.see_team", order=20)
