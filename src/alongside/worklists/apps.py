from django.apps import AppConfig


class WorklistsConfig(AppConfig):
    name = "alongside.worklists"
    label = "worklists"

    def ready(self) -> None:
        """Put the day into the menu, and hear what becomes of the help commissioned for families."""
        from alongside.commissioning import events as commissioning
        from alongside.foundation.components import navigation
        from alongside.foundation.events.actions import subscribe

        from .actions import hear_of_review, hear_of_signing

        subscribe(commissioning.PackageSigned, hear_of_signing, name="worklists.hears_of_signing")
        subscribe(commissioning.PackageReviewed, hear_of_review, name="worklists.hears_of_review")
        navigation.register("My work", "worklists:mine", order=10, is_for_agencies=True)
        navigation.register("My teams", "worklists:team", "worklists.see_team", order=12)
