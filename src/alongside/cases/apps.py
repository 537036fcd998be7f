from django.apps import AppConfig

from alongside.foundation.components import navigation


class CasesConfig(AppConfig):
    name = "alongside.cases"
    label = "cases"

    def ready(self) -> None:
        """Put the cases, and the levels of need, into the menus; tell a search to whom families are known."""
        from alongside.people.rules.known_to import supply_known_to

        from .queries import known_to

        supply_known_to("cases", lambda family_ids: known_to(family_ids=family_ids))
        navigation.register("Cases", "cases:list", permission="cases.see", order=30)
        navigation.register("Overlap", "cases:overlap", permission="cases.see_overlap", order=90)
        navigation.register("Levels of need", "cases:list_thresholds", section="footer", order=40)
