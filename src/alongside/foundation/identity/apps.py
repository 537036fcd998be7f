from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "alongside.foundation.identity"
    label = "identity"

    def ready(self) -> None:
        """Put settings and one's own account into the menus."""
        from alongside.foundation.components import navigation

        navigation.register("Settings", "identity:settings", "identity.set_up", order=900)
        navigation.register("How I sign in", "mfa_index", order=10, section="own")
        navigation.register("Sign out", "account_logout", order=90, section="own", posts=True)
