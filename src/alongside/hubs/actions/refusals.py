"""Why something was refused."""


class HubRefused(Exception):
    """It could not be done in this hub or at this site; the message is fit to show."""
