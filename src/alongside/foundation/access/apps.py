from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccessConfig(AppConfig):
    name = "alongside.foundation.access"
    label = "access"

    def ready(self) -> None:
        """Have every app declare its permissions and policies."""
        autodiscover_modules("access", "rules")
