from django.apps import AppConfig


class PanelsConfig(AppConfig):
    name = "alongside.panels"
    label = "panels"

    def ready(self) -> None:
        """Hear what is asked of panels and what becomes of cases; show panels in the menu and on a case."""
        from alongside.cases import events as cases
        from alongside.foundation.components import cards, navigation
        from alongside.foundation.events.actions import subscribe
        from alongside.frontdoor import events as frontdoor
        from alongside.frontdoor.queries.panels import tell_of_panels
        from alongside.plans import events as plans

        from . import access
        from .actions import hearing
        from .queries.routing import panels_of_area
        from .views.cards import on_case, on_own_page, on_record

        tell_of_panels(panels_of_area)

        subscribe(frontdoor.PanelAsked, hearing.take_from_front_door, name="panels.takes_from_front_door")
        subscribe(plans.MoreIsNeeded, hearing.take_from_plan, name="panels.takes_from_plan")
        subscribe(cases.CaseStepped, hearing.follow_case, name="panels.follows_case")
        navigation.register("Panels", "panels:list", permission=access.SEE, order=45, group=navigation.MONEY)
        cards.register(page="case", name="panels", order=40, render=on_case)
        cards.register(page="record.family", name="panels", order=40, render=on_record)
        cards.register(page="family.own", name="panels", order=40, render=on_own_page)
