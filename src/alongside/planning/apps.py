"""Wiring of planning."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Need, sites and money: the planner's desk."""

    name = "alongside.planning"
    label = "planning"
    verbose_name = "Planning"

    def ready(self) -> None:
        """Put the desk into the menu, and draw a county when it is loaded."""
        from alongside.foundation.components import navigation
        from alongside.foundation.events.actions import subscribe
        from alongside.places.events import CountyLoaded
        from alongside.planning.access import SEE_MONEY, SEE_NEED
        from alongside.planning.actions.sheets import draw_county

        subscribe(CountyLoaded, draw_county, name="planning.draws_county")
        navigation.register("Need", "planning:need", SEE_NEED, order=620, group=navigation.NEED)
        navigation.register("Scenarios", "planning:scenarios", SEE_NEED, order=640, group=navigation.NEED)
        navigation.register("Outreach", "planning:outreach", SEE_NEED, order=645, group=navigation.NEED)
        navigation.register(
            "Plans that are published", "planning:published", section="footer", order=60, is_public=True
        )
        navigation.register("Options", "planning:appraisals", SEE_NEED, order=650, group=navigation.NEED)
        navigation.register("Money by need", "planning:formulas", SEE_MONEY, order=630, group=navigation.NEED)
