"""Why something was refused."""


class HubRefused(Exception):
    """It could not be done in this hub or at this site; the message is fit to show."""


class ChangedMeanwhile(HubRefused):
    """Somebody wrote something else down since the page was opened; `stands` is the number of what stands now."""

    def __init__(self, message: str, *, stands: str) -> None:
        super().__init__(message)
        self.stands = stands
