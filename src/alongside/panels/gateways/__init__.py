"""Calendar files: what leaves the product for other people's calendars."""

from .calendar_files import Change, Run, Who, series_file, sitting_file

__all__ = ["Change", "Run", "Who", "series_file", "sitting_file"]
