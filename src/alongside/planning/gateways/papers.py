"""The annex of a cabinet report as an accessible PDF."""

import json
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from alongside.foundation.documents.gateways.paper import set_on_paper

LAYOUT = Path(__file__).parent / "paper.typ"
PAPERS_KEPT = 16
"""How many papers a process keeps as they were set: what many ask for is set once. None of them names a family."""


def paper_pdf(content: dict[str, Any], *, made_at: datetime) -> bytes:
    """The paper as a PDF; the same content and moment give the same bytes."""
    return _set(json.dumps(content), made_at)


@lru_cache(PAPERS_KEPT)
def _set(content: str, made_at: datetime) -> bytes:
    return set_on_paper(LAYOUT, name="paper", content=json.loads(content), made_at=made_at)
