"""Which lines and branches of the code the tests try, counted at hardly any cost of time.

It must be there before our own code is, so it is loaded by name (`-p tests.counting`). It counts in the workers of
a run to which `COUNT_TO` names a folder, and leaves one file of each there for `bin/coverage` to read.
"""

import json
import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
COUNTED = str(CHECKOUT / "src")
NOT_COUNTED = ["*/migrations/*", "*/alongside/demo/*"]  # the invented county is looked at whole
NEVER_TRIED = ["if TYPE_CHECKING:", "raise NotImplementedError"]
COUNT_TO, WORKER = os.environ.get("COUNT_TO"), os.environ.get("PYTEST_XDIST_WORKER")


def _begin():
    import slipcover

    counts = slipcover.Slipcover(
        immediate=True,  # else functions are exchanged while tests run, which takes longer than it saves
        branch=True,
        source=[COUNTED],
        omit=NOT_COUNTED,
        exclude_also=NEVER_TRIED,
    )
    ours = slipcover.FileMatcher(sources=[COUNTED], omit=NOT_COUNTED)
    slipcover.ImportManager(counts, ours).__enter__()
    return counts


_counts = _begin() if COUNT_TO and WORKER else None


def pytest_sessionfinish() -> None:
    """Leave what this worker has counted."""
    if _counts:
        (Path(COUNT_TO) / f"{WORKER}.json").write_text(json.dumps(_counts.get_coverage()), encoding="utf-8")
