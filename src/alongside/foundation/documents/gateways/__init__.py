"""Files on disk: written whole or not at all, named by nothing that anyone typed."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import filetype
from django.conf import settings


def _place(kept_as: str) -> Path:
    return Path(settings.DOCUMENTS_DIR) / kept_as[:2] / kept_as


def digest_of(chunks: Iterable[bytes]) -> str:
    """The SHA-256 of a file's content."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def type_of(head: bytes) -> str | None:
    """What the first bytes of a file say that it is."""
    found = filetype.guess(head)
    return found.mime if found else None


def is_text(head: bytes) -> bool:
    """Whether the first bytes can be read as plain text."""
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as cut:
        if cut.start < len(head) - 4:
            return False
    return b"\x00" not in head


def keep_file(document_id: UUID, chunks: Iterable[bytes]) -> str:
    """Write a file whole, or not at all; gives the name under which it is kept."""
    kept_as = document_id.hex[::-1]
    place = _place(kept_as)
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_suffix(".part")
    with unfinished.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(place)
    return kept_as


def read_file(kept_as: str) -> bytes:
    """The content of a kept file."""
    return _place(kept_as).read_bytes()
