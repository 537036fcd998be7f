from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "alongside.frontdoor"
    label = "frontdoor"
