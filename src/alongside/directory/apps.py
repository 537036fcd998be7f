from django.apps import AppConfig

from alongside.foundation.components import navigation


class DirectoryConfig(AppConfig):
    name = "alongside.directory"
    label = "directory"

    def ready(self) -> None:
        """Put the directory into the menu."""
        navigation.register("What help exists", "directory:list", order=60)
