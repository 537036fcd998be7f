from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "alongside.foundation.identity"
    label = "identity"
