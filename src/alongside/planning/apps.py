"""Wiring of planning."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """Need, sites and money: the planner's desk."""

    name = "alongside.planning"
    label = "planning"
    verbose_name = "Planning"

    def ready(self) -> None:
        """Put the desk into the menu."""
        from alongside.foundation.components import navigation
        from alongside.planning.access import PLAN, SEE_NEED

        navigation.register("Need", "planning:need", SEE_NEED, order=620)
        navigation.register("Scenarios", "planning:scenarios", SEE_NEED, order=640)
        navigation.register(
            "Plans that are published", "planning:published", section="footer", order=60, is_public=True
        )
        navigation.register("Money by need", "planning:formulas", PLAN, order=630)
