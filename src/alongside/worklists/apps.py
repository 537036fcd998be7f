from django.apps import AppConfig


class WorklistsConfig(AppConfig):
    name = "alongside.worklists"
    label = "worklists"
