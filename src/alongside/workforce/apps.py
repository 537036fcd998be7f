from django.apps import AppConfig

from alongside.foundation.components import cards, navigation


class WorkforceConfig(AppConfig):
    name = "alongside.workforce"
    label = "workforce"

    def ready(self) -> None:
        """Put the workforce into the menus."""
        navigation.register(
            "People who help", "workforce:list", permission="workforce.see", order=70, group=navigation.HELP
        )
        navigation.register("My details", "workforce:own_profile", permission="workforce.see", order=30, section="own")
        cards.register(
            page="settings",
            name="skills",
            order=30,
            render=cards.leading_to(
                "Skills",
                "workforce:list_skills",
                hint="The list from which people who help choose theirs.",
                permission="workforce.set_skills",
            ),
        )
