from django.apps import AppConfig

from alongside.foundation.components import navigation


class CasesConfig(AppConfig):
    name = "alongside.cases"
    label = "cases"

    def ready(self) -> None:
        """Put the cases, and the levels of need, into the menus."""
        navigation.register("Cases", "cases:list", permission="cases.see", order=30)
        navigation.register("Levels of need", "cases:list_thresholds", section="footer", order=40)
