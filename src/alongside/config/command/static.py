"""Put style sheets, scripts and pictures where the server finds them, when they have changed."""

import hashlib
import io
from pathlib import Path

from alongside.config.processes import say


def collect_static_files() -> None:
    """Collect the static files unless they are those collected last time."""
    from django.conf import settings
    from django.core.management import call_command

    root = getattr(settings, "STATIC_ROOT", None)
    if not root:
        return
    stamp = Path(root) / ".collected"
    fingerprint = _fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Collecting style sheets and pictures …")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, stdout=io.StringIO())
    stamp.write_text(fingerprint)


def _fingerprint() -> str:
    """Return a digest of every static file's name, size and time."""
    from django.contrib.staticfiles.finders import get_finders

    seen = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            seen.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return seen.hexdigest()
