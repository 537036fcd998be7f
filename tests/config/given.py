"""What the tests of the command and the database start from."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def a_folder_in_reach() -> Iterator[Path]:
    """A folder into which the database's account can go; pytest keeps its own to itself, and each run closes them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder
