"""Wiring of the places app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, localities, sites, postcodes, statistics of need."""

    name = "alongside.places"
    label = "places"
    verbose_name = "Places"

    def ready(self) -> None:
        """Put places into the menu."""
        from alongside.foundation.components import navigation

        navigation.register("Places", "places:localities", order=700)
