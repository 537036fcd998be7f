"""Why something was not done."""


class PlanRefused(Exception):
    """Something that can not be done; the message is fit to show."""
