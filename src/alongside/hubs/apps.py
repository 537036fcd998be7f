from django.apps import AppConfig

from alongside.foundation.components import navigation


class HubsConfig(AppConfig):
    name = "alongside.hubs"
    label = "hubs"

    def ready(self) -> None:
        """Put today's sessions, and hubs and sites with their figures, into the menu."""
        navigation.register("Sessions", "hubs:today", permission="hubs.record", order=45, group=navigation.HUBS)
        navigation.register(
            "Hubs and sites", "hubs:hubs", permission="hubs.see_figures", order=46, group=navigation.HUBS
        )
