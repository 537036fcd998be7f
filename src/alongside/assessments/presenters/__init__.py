"""Words and flags for the pages of an assessment."""

from .beside import beside
from .overview import Overview, lack_link
from .reading import WholePage, whole_page
from .sharing import SharingPage, answer_line, sharing_page

__all__ = ["Overview", "SharingPage", "WholePage", "answer_line", "beside", "lack_link", "sharing_page", "whole_page"]
