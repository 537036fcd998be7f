"""Why something could not be done at the front door; every message is fit to show."""


class ContactRefused(Exception):
    """A contact could not be taken in, moved or matched."""


class AskRefused(ContactRefused):
    """Help could not be asked for, or a link not sent."""


class DecisionRefused(ContactRefused):
    """A contact could not be decided on."""


class StaleContact(DecisionRefused):
    """Someone else changed the contact meanwhile."""


class ImportRefused(ContactRefused):
    """A file could not be read as a batch of requests."""
