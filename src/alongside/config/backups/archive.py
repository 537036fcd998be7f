"""The form of a backup file.

A plain tar: `database/000000` and on are the pieces of one `pg_dump` in custom format;
`documents/…` are the documents; `manifest.json` comes last and names every piece with its size and
SHA-256. A file that was cut short has no manifest, and so cannot be mistaken for a whole one.
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database/"
DOCUMENTS = "documents/"
CHUNK = 1 << 20


class BackupRefused(Exception):
    """A backup cannot be taken or brought back; the message says why, and nothing has changed."""


@dataclass(frozen=True)
class Piece:
    """One piece of a backup."""

    size: int
    sha256: str


@dataclass
class Manifest:
    """What a backup holds."""

    taken_at: str
    product: str
    postgres: int
    rows: dict[str, int] = field(default_factory=dict)
    pieces: dict[str, Piece] = field(default_factory=dict)
    format: int = FORMAT

    def as_bytes(self) -> bytes:
        """Return the manifest as the file's last member."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> "Manifest":
        """Read a manifest; refuse one of another kind."""
        try:
            said = json.loads(raw)
            said["pieces"] = {name: Piece(**piece) for name, piece in said["pieces"].items()}
            manifest = cls(**said)
        except (ValueError, TypeError, KeyError, AttributeError) as problem:
            raise BackupRefused("This file's manifest cannot be read") from problem
        if manifest.format != FORMAT:
            raise BackupRefused(f"This backup has format {manifest.format}; this version reads {FORMAT}")
        return manifest


class Writer:
    """Writes pieces, one after another, and the manifest at the end."""

    def __init__(self, file: IO[bytes], manifest: Manifest) -> None:
        """Begin a backup."""
        self.tar = tarfile.TarFile.open(fileobj=file, mode="w|", format=tarfile.PAX_FORMAT)
        self.manifest = manifest

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add a piece that is in memory."""
        self._add(name, io.BytesIO(content), len(content))

    def add_file(self, name: str, path: Path) -> None:
        """Add a piece that is a file, as long as it is when opened."""
        with path.open("rb") as file:
            self._add(name, file, path.stat().st_size)

    def finish(self) -> None:
        """Write the manifest."""
        raw = self.manifest.as_bytes()
        self.tar.addfile(_member(MANIFEST, len(raw)), io.BytesIO(raw))
        self.tar.close()

    def _add(self, name: str, file: IO[bytes], size: int) -> None:
        reader = _Digesting(file)
        self.tar.addfile(_member(name, size), reader)
        self.manifest.pieces[name] = Piece(size, reader.digest.hexdigest())


def read_pieces(path: Path, *, tell: Callable[[int], None] = lambda _size: None) -> Iterator[tuple[str, IO[bytes]]]:
    """Go through a backup once, piece by piece; the last is the manifest."""
    if not path.is_file():
        raise BackupRefused(f"There is no file {path}")
    with path.open("rb") as file, tarfile.open(fileobj=file, mode="r|") as tar:
        for member in tar:
            if not member.isfile() or not _is_safe(member.name):
                raise BackupRefused(f"This file holds something unexpected: {member.name!r}")
            content = tar.extractfile(member)
            assert content is not None
            yield member.name, content
            tell(member.size)


def read_and_verify(path: Path, *, tell: Callable[[int], None]) -> Manifest:
    """Read a backup to its end and compare every piece with the manifest."""
    try:
        found, manifest = _read(path, tell)
    except (tarfile.TarError, EOFError) as problem:
        raise BackupRefused(f"{path.name} is not a whole backup: {problem}") from problem
    if manifest is None:
        raise BackupRefused(f"{path.name} has been cut short: it has no manifest")
    for name in sorted(found.keys() | manifest.pieces.keys()):
        if found.get(name) != manifest.pieces.get(name):
            raise BackupRefused(f"{path.name} is damaged: {name} is not what was written")
    return manifest


def _read(path: Path, tell: Callable[[int], None]) -> tuple[dict[str, Piece], Manifest | None]:
    found: dict[str, Piece] = {}
    manifest: Manifest | None = None
    for name, content in read_pieces(path, tell=tell):
        if manifest is not None:
            raise BackupRefused(f"{path.name} goes on after its manifest")
        if name == MANIFEST:
            manifest = Manifest.from_bytes(content.read())
        elif name in found:
            raise BackupRefused(f"{path.name} holds {name} twice")
        else:
            found[name] = _piece(content)
    return found, manifest


def _piece(content: IO[bytes]) -> Piece:
    digest, size = hashlib.sha256(), 0
    while chunk := content.read(CHUNK):
        digest.update(chunk)
        size += len(chunk)
    return Piece(size, digest.hexdigest())


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    known = name == MANIFEST or name.startswith((DATABASE, DOCUMENTS))
    return known and not path.is_absolute() and ".." not in path.parts


def _member(name: str, size: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size = size
    member.mode = 0o600
    return member


class _Digesting(io.RawIOBase):
    """Reads a file and keeps the digest of what was read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.file.read(size)
        self.digest.update(chunk)
        return chunk
