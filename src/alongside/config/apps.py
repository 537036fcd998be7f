from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "alongside.config"
    label = "house"
