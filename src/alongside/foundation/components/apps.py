from django.apps import AppConfig


class Components(AppConfig):
    name = "alongside.foundation.components"
    label = "components"
    verbose_name = "How pages look"
