"""What the tests of the command and the database start from."""

import os
import tempfile
from pathlib import Path


def open_the_way_to(folder: Path) -> None:
    """Let the database's account into a test's folder; pytest keeps its folders to itself."""
    for part in (folder, *folder.parents):
        if part == Path(tempfile.gettempdir()) or part.stat().st_uid != os.geteuid():
            return
        part.chmod(part.stat().st_mode | 0o011)
