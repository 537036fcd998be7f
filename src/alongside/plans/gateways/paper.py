"""The family's copy as an accessible PDF (PDF/UA-1), set by typst; words go in as data, never as markup."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).parent


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(HERE / "fonts")])


def family_copy_pdf(content: dict, *, made_at: datetime) -> bytes:
    """The copy as a PDF; the same content and moment give the same bytes."""
    compiler = typst.Compiler(
        (HERE / "family_copy.typ").read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"plan": json.dumps(content)},
    )
    return compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_at.replace(microsecond=0))
