"""Bring a backup back: whole, or not at all.

The file is read through and verified before anything is touched. The database is restored beside
the present one and checked; documents are added, each under the name that stands for its content;
then one transaction swaps the databases by name. Until it commits, nothing changes for anybody.
"""

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import psycopg
from psycopg import sql

from alongside.config.database import Address
from alongside.config.database.binaries import find_client_programs
from alongside.config.processes import say

from .archive import (
    CHUNK,
    DATABASE,
    DOCUMENTS,
    BackupRefused,
    Manifest,
    read_and_verify,
    read_pieces,
)
from .progress import Progress
from .server import connected, count_rows, has_tables, major_version

MAINTENANCE = "postgres"


def check_backup(file: Path) -> Manifest:
    """Read a backup through and compare every piece with its digest."""
    progress = Progress("Checking", file.stat().st_size if file.exists() else None)
    manifest = read_and_verify(file, tell=progress.add)
    progress.finish()
    say(f"Whole and undamaged: taken {manifest.taken_at}, {sum(manifest.rows.values()):,} rows.")
    return manifest


def restore_backup(file: Path, *, database_url: str, documents: Path, may_replace: bool) -> None:
    """Put a backup in the place of an empty service, or of the present one when told to."""
    target = Address.parse(database_url)
    _refuse_a_full_target(target, documents, may_replace=may_replace)
    manifest = check_backup(file)
    mark = secrets.token_hex(4)
    with (
        _fresh_database(target, mark) as fresh,
        _fresh_folder(documents, mark) as unpacked,
    ):
        _unpack(file, manifest, fresh, unpacked)
        _compare(manifest, fresh)
        _put_in_place(unpacked, documents)
        kept = _swap(target, fresh, mark)
    _set_aside_what_the_backup_lacks(manifest, documents, mark)
    say(f"Restored what was saved at {manifest.taken_at}.")
    if kept:
        say(f"The data that was there before is kept as the database {kept}; drop it when sure.")


def _refuse_a_full_target(target: Address, documents: Path, *, may_replace: bool) -> None:
    with connected(target) as connection:
        is_full = has_tables(connection)
    is_full = is_full or (documents.is_dir() and any(documents.iterdir()))
    if is_full and not may_replace:
        raise BackupRefused(
            "There is data here already, and nothing has been changed. To put the backup in its "
            "place, add --replace; the present database is kept under another name."
        )


@contextmanager
def _fresh_database(target: Address, mark: str) -> Iterator[Address]:
    """Make an empty database beside the present one; drop it if anything goes wrong."""
    fresh = target.of(f"{target.name[:40]}_restoring_{mark}")
    with connected(target.of(MAINTENANCE)) as connection:
        try:
            connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(fresh.name)))
        except psycopg.errors.InsufficientPrivilege:
            raise BackupRefused(
                f"The role {target.user} may not create databases, which a restore needs: "
                f"ALTER ROLE {target.user} CREATEDB"
            ) from None
    try:
        yield fresh
    finally:
        with connected(target.of(MAINTENANCE)) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(fresh.name)))


@contextmanager
def _fresh_folder(documents: Path, mark: str) -> Iterator[Path]:
    folder = documents.with_name(f"{documents.name}.restoring-{mark}")
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(file: Path, manifest: Manifest, fresh: Address, folder: Path) -> None:
    """Send the database's pieces into `pg_restore`, and write the documents beside it."""
    progress = Progress("Restoring", sum(piece.size for piece in manifest.pieces.values()))
    with _restoring(fresh) as database:
        for name, content in read_pieces(file, tell=progress.add):
            if name.startswith(DATABASE):
                try:
                    shutil.copyfileobj(content, database, CHUNK)
                except BrokenPipeError:
                    break  # pg_restore has said why, and that is what gets told
            elif name.startswith(DOCUMENTS):
                _write_document(folder / name.removeprefix(DOCUMENTS), content)
    progress.finish()


@contextmanager
def _restoring(fresh: Address) -> Iterator[IO[bytes]]:
    with connected(fresh) as connection:
        programs = find_client_programs(major_version(connection))
    command = [
        programs.program("pg_restore"),
        "--single-transaction",
        "--exit-on-error",
        "--no-owner",
        "--no-privileges",
        f"--dbname={fresh.name}",
    ]
    environment = {**os.environ, **fresh.for_programs}
    with tempfile.TemporaryFile() as errors:
        restore = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=errors, stderr=errors)
        assert restore.stdin is not None
        try:
            yield restore.stdin
        except BaseException:
            restore.kill()
            raise
        finally:
            with suppress(BrokenPipeError):
                restore.stdin.close()
            restore.wait()
        if restore.returncode:
            errors.seek(0)
            said = errors.read().decode(errors="replace")[-800:]
            raise BackupRefused(f"The database could not be restored; nothing has changed: {said}")


def _write_document(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        shutil.copyfileobj(content, out, CHUNK)
        out.flush()
        os.fsync(out.fileno())


def _compare(manifest: Manifest, fresh: Address) -> None:
    with connected(fresh) as connection:
        rows = count_rows(connection)
    if rows != manifest.rows:
        wrong = sorted(
            table for table in rows.keys() | manifest.rows.keys() if rows.get(table) != manifest.rows.get(table)
        )
        raise BackupRefused(f"Rows are missing after the restore; nothing has changed: {wrong[:5]}")


def _put_in_place(unpacked: Path, documents: Path) -> None:
    """Move the documents in; each name stands for one content, so none that is in use changes."""
    documents.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in sorted(unpacked.rglob("*")):
        if path.is_file():
            place = documents / path.relative_to(unpacked)
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(place)


def _swap(target: Address, fresh: Address, mark: str) -> str | None:
    """Let the two databases change names in one transaction; return the former one's new name."""
    former = f"{target.name[:40]}_before_{mark}"
    with connected(target) as connection:
        was_full = has_tables(connection)
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    with connected(target.of(MAINTENANCE)) as connection:
        try:
            with connection.transaction():
                connection.execute(rename.format(sql.Identifier(target.name), sql.Identifier(former)))
                connection.execute(rename.format(sql.Identifier(fresh.name), sql.Identifier(target.name)))
        except psycopg.errors.ObjectInUse:
            raise BackupRefused(
                "Somebody is still using the database, and nothing has been changed. "
                "Stop `alongside serve` and every worker first."
            ) from None
        if not was_full:
            connection.execute(sql.SQL("DROP DATABASE {}").format(sql.Identifier(former)))
    return former if was_full else None


def _set_aside_what_the_backup_lacks(manifest: Manifest, documents: Path, mark: str) -> None:
    """Move away documents of the former data, so that the folder holds what the backup held."""
    aside = documents.with_name(f"{documents.name}.before-{mark}")
    for path in sorted(documents.rglob("*")):
        relative = path.relative_to(documents)
        if path.is_file() and DOCUMENTS + relative.as_posix() not in manifest.pieces:
            place = aside / relative
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.replace(place)
