"""Where the open data and standards are that some tests compare with."""

import os
from pathlib import Path

import pytest

_PROJECT = Path(__file__).resolve().parent.parent


def shared_path(*parts: str) -> Path:
    """A file of the shared folder: `ALONGSIDE_SHARED`, or else the folder beside the project.

    The test that asks is skipped, saying so, when it is in neither.
    """
    root = Path(os.environ.get("ALONGSIDE_SHARED") or _PROJECT.parent / "shared")
    path = root.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"{path} is not there: set ALONGSIDE_SHARED to the folder of shared standards")
    return path
