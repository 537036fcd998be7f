"""The one door to the matching engine, and agencies' lists as files."""

from .engine import PartWeighed, Weighed, link_files, model_version, weigh
from .lists import COLUMNS, NEEDED, ListFile, ListRefused, read_list, template_of_list, write_register, write_rows

__all__ = [
    "COLUMNS",
    "NEEDED",
    "ListFile",
    "ListRefused",
    "PartWeighed",
    "Weighed",
    "link_files",
    "model_version",
    "read_list",
    "template_of_list",
    "weigh",
    "write_register",
    "write_rows",
]
