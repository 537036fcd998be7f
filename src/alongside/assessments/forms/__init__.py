"""What the assessment's pages ask."""

from .family import NOBODY, AddRelative, ChangeFact, Relate, relation_of, responsibility
from .sharing import GiveAgreement, StateBasis, WithdrawAgreement
from .starting import CompleteAssessment, StartAssessment
from .stopping import StopAssessment
from .words import NoteApproach, RecordVoice, WriteAbout, WriteConclusion, WriteSection

__all__ = [
    "NOBODY",
    "AddRelative",
    "ChangeFact",
    "CompleteAssessment",
    "GiveAgreement",
    "NoteApproach",
    "RecordVoice",
    "Relate",
    "StartAssessment",
    "StateBasis",
    "StopAssessment",
    "WithdrawAgreement",
    "WriteAbout",
    "WriteConclusion",
    "WriteSection",
    "relation_of",
    "responsibility",
]
