"""Places in words: pages, and reports of imports."""

from alongside.places.presenters.pages import (
    KEY,
    AreaPage,
    FoundPage,
    LocalityPage,
    SitePage,
    localities_table,
    sites_table,
)
from alongside.places.presenters.reports import ImportPage, imports_table, lines_of_report

__all__ = [
    "KEY",
    "AreaPage",
    "FoundPage",
    "ImportPage",
    "LocalityPage",
    "SitePage",
    "imports_table",
    "lines_of_report",
    "localities_table",
    "sites_table",
]
