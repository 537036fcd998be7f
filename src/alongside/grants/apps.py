from django.apps import AppConfig


class GrantsConfig(AppConfig):
    name = "alongside.grants"
    label = "grants"

    def ready(self) -> None:
        """Put grants into the menu: for those who keep, score, pay and bid, and for anybody."""
        from alongside.foundation.components import navigation

        from . import access

        navigation.register("Grants", "grants:rounds", access.SEE, order=48, group=navigation.MONEY)
        navigation.register("Bids to score", "grants:to_score", access.SCORE, order=49, group=navigation.MONEY)
        navigation.register("Our bids for grants", "grants:own_bids", access.BID, order=49, group=navigation.MONEY)
        navigation.register("Grants for groups and schools", "grants:told_rounds", section="footer", order=55,
                            is_public=True)  # fmt: skip
