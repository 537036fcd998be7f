"""Why something was not done."""


class PlanRefused(Exception):
    """Something that can not be done; the message is fit to show."""


class ChangedMeanwhile(PlanRefused):
    """Somebody kept something else since the page was opened; `stands` is the number of what stands now."""

    def __init__(self, message: str, *, stands: str) -> None:
        super().__init__(message)
        self.stands = stands
