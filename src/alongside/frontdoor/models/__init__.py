"""What people told the front door, whom they told of, and what was decided."""

from .asking import AskLink, AskTry, RequestImport
from .contact import Contact, ContactMove
from .decision import Decision, DescriptorApplied, Signpost
from .person import ContactPerson

__all__ = [
    "AskLink",
    "AskTry",
    "Contact",
    "ContactMove",
    "ContactPerson",
    "Decision",
    "DescriptorApplied",
    "RequestImport",
    "Signpost",
]
