"""Take a backup: one file, streamed, of everything."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from alongside.config.database import Address
from alongside.config.database.binaries import find_client_programs

from .archive import DATABASE, DOCUMENTS, BackupRefused, Manifest, Writer
from .progress import Progress
from .server import connected, count_rows, major_version

PIECE = 16 << 20


def take_backup(file: Path, *, database_url: str, documents: Path) -> Manifest:
    """Write the database as it stands at one moment, then the documents, into a new file."""
    if file.exists():
        raise BackupRefused(f"{file} exists already; a backup never overwrites anything")
    if not file.parent.is_dir():
        raise BackupRefused(f"There is no folder {file.parent}")
    half = file.with_name(f".{file.name}.half")
    try:
        with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            manifest = _write(out, Address.parse(database_url), documents)
            out.flush()
            os.fsync(out.fileno())
        os.link(half, file)  # unlike a rename, refuses to replace what appeared meanwhile
    except FileExistsError:
        raise BackupRefused(f"{file} appeared meanwhile; nothing was overwritten") from None
    finally:
        half.unlink(missing_ok=True)
    return manifest


def _write(out, address: Address, documents: Path) -> Manifest:
    with connected(address) as connection:
        programs = find_client_programs(major_version(connection))
        # One snapshot for the dump and for the row counts that a restore is checked against.
        connection.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        snapshot = connection.execute("SELECT pg_export_snapshot()").fetchone()[0]
        manifest = Manifest(
            taken_at=datetime.now(UTC).isoformat(timespec="seconds"),
            product=_version(),
            postgres=major_version(connection),
            rows=count_rows(connection),
        )
        writer = Writer(out, manifest)
        _write_database(writer, programs.program("pg_dump"), address, snapshot)
    _write_documents(writer, documents)
    writer.finish()
    return manifest


def _write_database(writer: Writer, pg_dump: str, address: Address, snapshot: str) -> None:
    progress = Progress("Database")
    for number, piece in enumerate(_dump(pg_dump, address, snapshot)):
        writer.add_bytes(f"{DATABASE}{number:06}", piece)
        progress.add(len(piece))
    progress.finish()


def _dump(pg_dump: str, address: Address, snapshot: str) -> Iterator[bytes]:
    """Yield the dump in pieces small enough for memory."""
    command = [
        pg_dump,
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={snapshot}",
    ]
    environment = {**os.environ, **address.for_programs}
    with tempfile.TemporaryFile() as errors:
        dump = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors)
        assert dump.stdout is not None
        try:
            while piece := dump.stdout.read(PIECE):
                yield piece
        except GeneratorExit:
            dump.kill()
            raise
        finally:
            dump.stdout.close()
            dump.wait()
        if dump.returncode:
            errors.seek(0)
            raise BackupRefused(f"pg_dump failed: {errors.read().decode(errors='replace')[-800:]}")


def _write_documents(writer: Writer, documents: Path) -> None:
    """Add the documents; one that is removed while we look was no longer wanted."""
    progress = Progress("Documents")
    for path in sorted(documents.rglob("*")) if documents.is_dir() else []:
        if not path.is_file() or path.is_symlink():
            continue
        try:
            writer.add_file(DOCUMENTS + path.relative_to(documents).as_posix(), path)
        except FileNotFoundError:
            continue
        progress.add(path.stat().st_size if path.exists() else 0)
    progress.finish()


def _version() -> str:
    try:
        return version("alongside")
    except PackageNotFoundError:
        return "unknown"
