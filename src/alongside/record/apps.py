from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "alongside.record"
    label = "record"

    def ready(self) -> None:
        """Put the family's own pages into its menu."""
        from alongside.foundation.components import navigation

        navigation.register("Our plan", "family:home", "record.see_own_family", order=10)
        navigation.register("Who sees us", "family:who", "record.see_own_family", order=20)
