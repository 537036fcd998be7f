"""The annex of a cabinet report as an accessible PDF."""

from datetime import datetime
from pathlib import Path
from typing import Any

from alongside.foundation.documents.gateways.paper import set_on_paper

LAYOUT = Path(__file__).parent / "paper.typ"


def paper_pdf(content: dict[str, Any], *, made_at: datetime) -> bytes:
    """The paper as a PDF; the same content and moment give the same bytes."""
    return set_on_paper(LAYOUT, name="paper", content=content, made_at=made_at)
