from django.apps import AppConfig


class FrontdoorConfig(AppConfig):
    name = "alongside.frontdoor"
    label = "frontdoor"

    def ready(self) -> None:
        """Put the front door into the menu."""
        from alongside.foundation.components.navigation import FAMILIES, register

        from . import access

        register("Front door", "frontdoor:list_waiting", access.CONSIDER, order=20)
        register("Ask for help", "frontdoor:ask", access.ASK, order=31, group=FAMILIES)
        register("Our requests", "frontdoor:list_own_requests", access.SEE_OWN, order=35, group=FAMILIES)
        register("Ask for help for a child", "frontdoor:ask", section="footer", is_public=True)
