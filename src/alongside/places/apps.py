"""Wiring of the places app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, localities, sites, postcodes, statistics of need."""

    name = "alongside.places"
    label = "places"
    verbose_name = "Places"

    def ready(self) -> None:
        """Put places into the menu."""
        from alongside.foundation.components import cards, navigation

        navigation.register("Places", "places:localities", order=700, group=navigation.HELP)
        cards.register(
            page="settings",
            name="places",
            order=10,
            render=cards.leading_to(
                "Localities and hubs",
                "places:localities",
                hint="Which areas make a locality, which hub serves it, and which team works there.",
                permission="places.manage",
            ),
        )
        cards.register(
            page="settings",
            name="imports",
            order=12,
            render=cards.leading_to(
                "Loading a county",
                "places:imports",
                hint="What was loaded from official files, and what did not join.",
                permission="places.manage",
            ),
        )
