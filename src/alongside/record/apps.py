from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "alongside.record"
    label = "record"

    def ready(self) -> None:
        """Show the way from a case to its family, and put the family's own pages into its menu."""
        from alongside.foundation.components import cards, navigation

        from .views.cards import case_card

        cards.register(page="case", name="record.family", order=10, render=case_card)
        navigation.register(
            "Sealed records", "record:list_sealed", "access.see_seals", order=27, group=navigation.FAMILIES
        )
        navigation.register("Our plan", "family:home", "record.see_own_family", order=10)
        navigation.register("Who sees us", "family:who", "record.see_own_family", order=20)
