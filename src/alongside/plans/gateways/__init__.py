"""Calendar files and PDFs: what leaves the product in other people's formats."""

from .calendar_files import Invitation, calendar_file
from .paper import family_copy_pdf

__all__ = ["Invitation", "calendar_file", "family_copy_pdf"]
