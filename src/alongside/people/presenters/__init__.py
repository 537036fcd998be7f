"""How people, families, and pairs of records read on a page."""

from .beside import BesidePage, RecordLine, SaidLine, SortLine, gathered_rows
from .lists import ListLine, RowLine, RunLine, report_cells
from .pairs import OpinionLine, PairLine, PairPage, QuestionLine
from .quality import QualityPage
from .records import (
    AgreementLine,
    FactLine,
    FoundLine,
    HomeLine,
    MemberLine,
    PersonPage,
    RelationLine,
    birth_of,
    clash_rows,
    home_words,
)

__all__ = [
    "AgreementLine",
    "BesidePage",
    "FactLine",
    "FoundLine",
    "HomeLine",
    "ListLine",
    "MemberLine",
    "OpinionLine",
    "PairLine",
    "PairPage",
    "PersonPage",
    "QualityPage",
    "QuestionLine",
    "RecordLine",
    "RelationLine",
    "RowLine",
    "RunLine",
    "SaidLine",
    "SortLine",
    "birth_of",
    "clash_rows",
    "gathered_rows",
    "home_words",
    "report_cells",
]
