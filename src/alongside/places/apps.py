"""Wiring of the places app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, localities, sites, postcodes, statistics of need."""

    name = "alongside.places"
    label = "places"
    verbose_name = "Places"
