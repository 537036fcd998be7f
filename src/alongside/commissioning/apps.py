from django.apps import AppConfig


class CommissioningConfig(AppConfig):
    name = "alongside.commissioning"
    label = "commissioning"

    def ready(self) -> None:
        """Put packages and their money into the menu, and packages on the pages of cases."""
        from alongside.foundation.components import cards, navigation
        from alongside.foundation.events.actions import subscribe
        from alongside.panels import events as panels

        from . import access
        from .actions import follow_panel
        from .views.at_panel import on_item
        from .views.cards import on_case, on_closing, on_record

        subscribe(panels.ItemDecided, follow_panel, name="commissioning.follows_panel")
        navigation.register("Packages", "commissioning:packages", access.SEE, order=45, group=navigation.MONEY)
        navigation.register("Funds", "commissioning:funds", access.SEE_MONEY, order=46, group=navigation.MONEY)
        navigation.register(
            "Providers", "commissioning:providers", access.KEEP_PROVIDERS, order=47, group=navigation.MONEY
        )
        cards.register(page="case.closed", name="packages", order=40, render=on_closing)
        cards.register(page="case", name="packages", order=40, render=on_case)
        cards.register(page="panels.item", name="packages", order=40, render=on_item)
        cards.register(page="record.family", name="packages", order=40, render=on_record)
