"""How people, families, and pairs of records read on a page."""

from .beside import BesidePage, RecordLine, SaidLine, SortLine, gathered_rows
from .drift import HEADER as DRIFT_HEADER
from .drift import DriftPage, drift_sheet, month_words
from .lists import ListLine, RowLine, RunLine, report_cells
from .pairs import OpinionLine, PairLine, PairPage, QuestionLine
from .quality import QualityPage, ThresholdsPage
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
from .weights import ModelPage, ModelsPage

__all__ = [
    "DRIFT_HEADER",
    "AgreementLine",
    "BesidePage",
    "DriftPage",
    "FactLine",
    "FoundLine",
    "HomeLine",
    "ListLine",
    "MemberLine",
    "ModelPage",
    "ModelsPage",
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
    "ThresholdsPage",
    "birth_of",
    "clash_rows",
    "drift_sheet",
    "gathered_rows",
    "home_words",
    "month_words",
    "report_cells",
]
