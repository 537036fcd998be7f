"""The family's copy as an accessible PDF."""

from datetime import datetime
from pathlib import Path

from alongside.foundation.documents.gateways.paper import set_on_paper

LAYOUT = Path(__file__).parent / "family_copy.typ"


def family_copy_pdf(content: dict, *, made_at: datetime) -> bytes:
    """The copy as a PDF; the same content and moment give the same bytes."""
    return set_on_paper(LAYOUT, name="plan", content=content, made_at=made_at)
