from django.apps import AppConfig

from alongside.foundation.components import cards, navigation


class DirectoryConfig(AppConfig):
    name = "alongside.directory"
    label = "directory"

    def ready(self) -> None:
        """Put the directory into the menu."""
        navigation.register("What help exists", "directory:list", order=60, group=navigation.HELP)
        cards.register(
            page="settings",
            name="core-offer",
            order=40,
            render=cards.leading_to(
                "The core offer",
                "directory:core_offer",
                hint="What every hub promises.",
                permission="directory.set_core_offer",
            ),
        )
