"""How people, families, and pairs of records read on a page."""

from .beside import BesidePage, RecordLine, SaidLine, SortLine, gathered_rows, waterfall_parts
from .pairs import OpinionLine, PairLine, PairPage, QuestionLine
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
    "MemberLine",
    "OpinionLine",
    "PairLine",
    "PairPage",
    "PersonPage",
    "QuestionLine",
    "RecordLine",
    "RelationLine",
    "SaidLine",
    "SortLine",
    "birth_of",
    "clash_rows",
    "gathered_rows",
    "home_words",
    "waterfall_parts",
]
