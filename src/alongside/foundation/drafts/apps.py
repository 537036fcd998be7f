from django.apps import AppConfig


class DraftsConfig(AppConfig):
    name = "alongside.foundation.drafts"
    label = "drafts"
