"""Start, share and stop one embedded cluster.

Everybody who uses the cluster holds a shared lock on `users.lock`; whoever leaves last, and so can
hold it alone, stops the server. A killed holder's lock goes with it, and the next user takes the
running server over.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from .account import Account, account_for
from .address import Address
from .binaries import find_binaries
from .leftovers import clear_leftovers, is_server_of, process_named_in

LONGEST_SOCKET_PATH = 90  # the kernel allows 107 bytes; leave room for PostgreSQL's own lock file
SOCKET_NAME = ".s.PGSQL.5432"
START_WITHIN_SECONDS = 60
APP = "alongside"
SUPERUSER = "postgres"
SERVES = "alongside_serving"
"""A role that owns nothing, such as the one that serves on a server of its own; the tests act as it."""
FALLBACK_FOR_ROOT = Path("/var/lib/alongside")

SETTINGS = """\
# Written by Alongside at every start; changes here are lost.
listen_addresses = ''
unix_socket_directories = '{socket_folder}'
unix_socket_permissions = 0700
port = 5432
max_connections = 80
shared_buffers = {pages}MB
random_page_cost = 1.1
timezone = 'UTC'
log_timezone = 'UTC'
# Nothing personal in the log: no statements, no parameters, no row values.
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
"""
LEAST_MB, MOST_MB = 128, 2048
DURABLE = "fsync = on\nfull_page_writes = on\nsynchronous_commit = on\n"
FOR_TESTS_ONLY = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"


def memory_for_pages(machine: int) -> int:
    """Megabytes in which the database keeps pages at hand, of a machine with so many: an eighth, within bounds.

    Most of a county of 1,000,000 people fits. It shares the machine, so it takes less than the quarter that
    PostgreSQL's manual advises for a machine of its own.
    """
    return min(max(machine // 8, LEAST_MB), MOST_MB)


class ClusterRefused(Exception):
    """The embedded database cannot be started; the message says why."""


class Cluster:
    """One embedded PostgreSQL cluster in a folder of its own."""

    def __init__(self, folder: Path, *, is_durable: bool = True) -> None:
        """Choose the account, and a home that this account can reach."""
        self.is_durable = is_durable
        folder = folder.resolve()
        self.account = account_for(folder / "cluster")
        self.home = self._reachable_home(folder)
        if self.home != folder:
            self.account = account_for(self.home / "cluster")
        self.cluster = self.home / "cluster"
        self.log = self.home / "log"
        self._lock: int | None = None

    # -- what a caller does

    def start(self) -> Address:
        """Make the cluster if there is none, start it if it is down, and join its users."""
        with self._one_at_a_time():
            self._start_if_down()
            self._join()
            return self._make_the_application_ready()

    def leave(self) -> bool:
        """Leave the cluster; stop the server if nobody else uses it. Tell whether it stopped."""
        if self._lock is None:
            return False
        with self._one_at_a_time():
            try:
                fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            else:
                self._stop()
                return True
            finally:
                os.close(self._lock)
                self._lock = None

    def revive(self) -> bool:
        """Start the server again if it has died under us. Tell whether it had."""
        if self.is_running:
            return False
        with self._one_at_a_time():
            self._start_if_down()
        return True

    def remove(self) -> None:
        """Delete a throw-away cluster, which must have stopped."""
        if self.is_durable:
            raise ClusterRefused("Only a throw-away cluster may be removed")
        if not self.is_running:
            shutil.rmtree(self.home, ignore_errors=True)
            shutil.rmtree(self.socket_folder, ignore_errors=True)

    @property
    def is_running(self) -> bool:
        """Tell whether the server of this cluster is alive and takes connections."""
        pid = process_named_in(self.cluster / "postmaster.pid")
        if pid is None or not is_server_of(pid, self.cluster):
            return False
        lines = (self.cluster / "postmaster.pid").read_text().splitlines()
        return len(lines) > 7 and lines[7].strip() == "ready"

    @property
    def pid(self) -> int | None:
        """Return the server's process number, if it runs."""
        return process_named_in(self.cluster / "postmaster.pid") if self.is_running else None

    @property
    def address(self) -> Address:
        """Return where the application finds its database."""
        return Address(
            name=APP,
            user=APP,
            password=self._password("application-password"),
            host=str(self.socket_folder),
            port="5432",
        )

    @property
    def socket_folder(self) -> Path:
        """Return the socket's folder; a path too long for a socket goes to the temp folder."""
        usual = self.home / "socket"
        if len(os.fsencode(usual / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
            return usual
        name = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"alongside-{name}"

    # -- where it lives

    def _reachable_home(self, folder: Path) -> Path:
        """Return the folder, or one under /var/lib where root's account cannot reach it."""
        self._make_folder(folder)
        if self.account.is_ourselves or self.account.can_reach(folder):
            return folder
        name = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
        elsewhere = FALLBACK_FOR_ROOT / name
        self._make_folder(elsewhere)
        if not self.account.can_reach(elsewhere):
            raise ClusterRefused(
                f"Neither {folder} nor {elsewhere} can be reached by the account that runs the "
                "database. Choose a folder with ALONGSIDE_DATA_DIR, such as /srv/alongside."
            )
        folder.joinpath("moved-to").write_text(f"{elsewhere}\n")
        return elsewhere

    def _make_folder(self, folder: Path) -> None:
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            folder.mkdir(mode=0o700, exist_ok=True)
            self.account.give(folder)

    def _make_socket_folder(self) -> None:
        folder = self.socket_folder
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            if folder.is_symlink() or folder.stat().st_uid != self.account.uid:
                raise ClusterRefused(f"{folder} belongs to somebody else; remove it, or set TMPDIR.") from None
        else:
            self.account.give(folder)

    def _password(self, name: str) -> str:
        path = self.home / name
        if not path.exists():
            half = self.home / f".{name}-{os.getpid()}"
            with open(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(32))
            self.account.give(half)
            half.rename(path)
        return path.read_text()

    # -- one at a time

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        lock = _open_lock(self.home / "starting.lock", self.account)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            os.close(lock)

    def _join(self) -> None:
        if self._lock is None:
            self._lock = _open_lock(self.home / "users.lock", self.account)
            fcntl.flock(self._lock, fcntl.LOCK_SH)

    # -- making, starting, stopping

    def _start_if_down(self) -> None:
        if not self.cluster.exists():
            self._make_cluster()
        if not self.is_running:
            self._start_server()

    def _make_cluster(self) -> None:
        self._password("superuser-password")
        half = self.home / "cluster.half"
        shutil.rmtree(half, ignore_errors=True)
        binaries = find_binaries().reachable_by(self.account, self._copies)
        locale = ["--locale=C.UTF-8", "--encoding=UTF8"]
        if binaries.major >= 17:
            locale.append("--locale-provider=builtin")
        self._run(
            binaries.program("initdb"),
            f"--pgdata={half}",
            f"--username={SUPERUSER}",
            f"--pwfile={self.home / 'superuser-password'}",
            "--auth=scram-sha-256",
            *locale,
            *([] if self.is_durable else ["--no-sync"]),
        )
        with (half / "postgresql.conf").open("a") as settings:
            settings.write("\ninclude 'alongside.conf'\n")
        half.rename(self.cluster)

    def _start_server(self) -> None:
        binaries = find_binaries().reachable_by(self.account, self._copies)
        self._check_version(binaries.major)
        self._make_socket_folder()
        self._write_settings()
        if self.log.exists() and self.log.stat().st_size > 10_000_000:
            self.log.replace(self.log.with_suffix(".old"))
        give_up_at = time.monotonic() + START_WITHIN_SECONDS
        while True:
            clear_leftovers(self.cluster, self.socket_folder)
            try:
                self._run(
                    binaries.program("pg_ctl"),
                    f"--pgdata={self.cluster}",
                    f"--log={self.log}",
                    f"--timeout={START_WITHIN_SECONDS}",
                    "--wait",
                    "--silent",
                    "start",
                )
            except ClusterRefused:
                # The children of a killed server need a moment to notice and let go.
                if self.is_running:
                    return
                if time.monotonic() > give_up_at or not self._is_held_by_the_dying():
                    raise
                time.sleep(0.3)
            else:
                return

    def _is_held_by_the_dying(self) -> bool:
        said = self.log.read_text(errors="replace")[-2000:] if self.log.exists() else ""
        return "still in use" in said or "is another postmaster" in said

    def _stop(self) -> None:
        if not self.is_running:
            return
        binaries = find_binaries().reachable_by(self.account, self._copies)
        mode = "fast" if self.is_durable else "immediate"
        self._run(
            binaries.program("pg_ctl"),
            f"--pgdata={self.cluster}",
            f"--mode={mode}",
            "--wait",
            "stop",
        )

    def _check_version(self, major: int) -> None:
        made_by = (self.cluster / "PG_VERSION").read_text().strip()
        if made_by != str(major):
            raise ClusterRefused(
                f"The database in {self.home} was made by PostgreSQL {made_by} and this is "
                f"PostgreSQL {major}. Start it with the former (PG_BIN) and take a backup; then "
                "restore that into a new folder."
            )

    def _write_settings(self) -> None:
        folder = str(self.socket_folder).replace("'", "''")
        machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
        pages = memory_for_pages(machine) if self.is_durable else LEAST_MB
        text = SETTINGS.format(socket_folder=folder, pages=pages)
        path = self.cluster / "alongside.conf"
        path.write_text(text + (DURABLE if self.is_durable else FOR_TESTS_ONLY))
        self.account.give(path)

    @property
    def _copies(self) -> Path:
        return self.home

    def _run(self, *command: str) -> None:
        """Run one of PostgreSQL's programs as the account; output goes to a file, never a pipe.

        The server inherits what `pg_ctl` had open, and a pipe would wait for it for ever.
        """
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_"))}
        environment |= {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
        with tempfile.TemporaryFile() as output:
            outcome = subprocess.run(
                command,
                check=False,
                cwd=self.home,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                umask=0o077,
                **self.account.for_subprocess,
            )
            output.seek(0)
            said = output.read().decode(errors="replace").strip()
        if outcome.returncode:
            program = Path(command[0]).name
            raise ClusterRefused(f"The embedded database did not start ({program}): {said[-800:]}\nIts log: {self.log}")

    def _make_the_application_ready(self) -> Address:
        """Make the application's role, which is no superuser, and the database it owns."""
        address = self.address
        superuser = Address(
            name="postgres",
            user=SUPERUSER,
            password=self._password("superuser-password"),
            host=address.host,
            port=address.port,
        )
        with psycopg.connect(superuser.url, autocommit=True) as connection:
            exists = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP]).fetchone()
            verb = sql.SQL("ALTER" if exists else "CREATE")
            connection.execute(
                sql.SQL("{} ROLE {} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS CREATEDB PASSWORD {}").format(
                    verb, sql.Identifier(APP), sql.Literal(address.password)
                )
            )
            if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [SERVES]).fetchone():
                connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(SERVES)))
                connection.execute(sql.SQL("GRANT {} TO {}").format(sql.Identifier(SERVES), sql.Identifier(APP)))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [APP]).fetchone():
                connection.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(APP)))
        return address


def _open_lock(path: Path, account: Account) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if not account.is_ourselves:
        os.fchown(lock, account.uid, account.gid)
    return lock
