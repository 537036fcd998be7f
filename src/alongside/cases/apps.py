from django.apps import AppConfig

from alongside.foundation.components import cards, navigation


class CasesConfig(AppConfig):
    name = "alongside.cases"
    label = "cases"

    def ready(self) -> None:
        """Put the cases, and the levels of need, into the menus; tell a search to whom families are known."""
        from alongside.people.rules.known_to import supply_known_to

        from .queries import known_to

        supply_known_to("cases", lambda family_ids: known_to(family_ids=family_ids))
        navigation.register("Cases", "cases:list", permission="cases.see", order=30, group=navigation.FAMILIES)
        navigation.register(
            "Overlap", "cases:overlap", permission="cases.see_overlap", order=90, group=navigation.FAMILIES
        )
        navigation.register("Levels of need", "cases:list_thresholds", section="footer", order=40)
        cards.register(
            page="settings",
            name="thresholds",
            order=20,
            render=cards.leading_to(
                "Levels of need",
                "cases:list_thresholds",
                hint="The threshold document: what need looks like at each level, with the day from which it holds.",
                permission="cases.set_thresholds",
            ),
        )
