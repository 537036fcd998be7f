"""What a record is compared by: columns made once, in Python, from one field each."""

from .kinds import COLUMNS_OF, Kind, columns_of, kinds_of_columns

__all__ = ["COLUMNS_OF", "Kind", "columns_of", "kinds_of_columns"]
