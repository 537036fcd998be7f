from django.apps import AppConfig

from alongside.foundation.components import navigation


class WorkforceConfig(AppConfig):
    name = "alongside.workforce"
    label = "workforce"

    def ready(self) -> None:
        """Put the workforce into the menus."""
        navigation.register("People who help", "workforce:list", permission="workforce.see", order=70)
        navigation.register("My details", "workforce:own_profile", permission="workforce.see", order=30, section="own")
