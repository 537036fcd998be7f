"""Files of requests, in; and the template to fill in, out."""

from .columns import COLUMNS, Column, template
from .reading import Batch, FileRefused, Problem, Row, read_batch

__all__ = ["COLUMNS", "Batch", "Column", "FileRefused", "Problem", "Row", "read_batch", "template"]
