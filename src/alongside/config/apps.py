from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "alongside.config"
    label = "house"

    def ready(self) -> None:
        from .database.history import after_every_migration

        after_every_migration()
