"""Accessible PDFs (PDF/UA-1), set by typst; words go in as data, never as markup."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(HERE / "fonts")])


def set_on_paper(layout: Path, *, name: str, content: dict[str, Any], made_at: datetime) -> bytes:
    """A layout filled with content under a name, as a PDF; the same content and moment give the same bytes."""
    compiler = typst.Compiler(layout.read_bytes(), font_paths=_fonts(), sys_inputs={name: json.dumps(content)})
    return compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_at.replace(microsecond=0))
