"""The embedded cluster: started, shared, killed, brought back."""

import os
import signal
import subprocess
import sys
import textwrap
import time

import psycopg
import pytest

from alongside.config.database import Cluster, ClusterRefused
from alongside.config.database.account import account_for
from alongside.config.database.binaries import find_binaries
from alongside.config.database.cluster import memory_for_pages
from alongside.config.database.leftovers import clear_leftovers, is_server_of

AS_ROOT_ONLY = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to change its account")


@pytest.fixture
def connection(cluster):
    cluster.revive()
    with psycopg.connect(cluster.address.url, autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize(("machine", "pages"), [(512, 128), (8_192, 1_024), (65_536, 2_048)])
def test_database_keeps_an_eighth_of_the_machine_at_hand_within_bounds(machine, pages):
    assert memory_for_pages(machine) == pages


def test_application_is_no_superuser_and_owns_its_database(connection):
    role = connection.execute(
        "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    owner = connection.execute(
        "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
    ).fetchone()

    assert role == (False, False, False)
    assert owner == ("alongside",)


@pytest.mark.parametrize("extension", ["pg_trgm", "fuzzystrmatch", "unaccent", "btree_gist"])
def test_application_may_create_the_extensions_it_needs(connection, extension):
    connection.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        pytest.param("listen_addresses", "", id="nobody reaches it by network"),
        pytest.param("fsync", "on", id="what is committed is on disk"),
        pytest.param("log_error_verbosity", "terse", id="no row's values in the log"),
        pytest.param("server_encoding", "UTF8", id="every name can be written"),
    ],
)
def test_server_is_set_up_safely(connection, setting, value):
    assert connection.execute(f"SHOW {setting}").fetchone() == (value,)


def test_wrong_password_is_refused(cluster):
    cluster.revive()
    wrong = cluster.address.url.replace(cluster.address.password, "guess")

    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong)


def test_passwords_are_for_the_owner_only(cluster):
    for name in ("superuser-password", "application-password"):
        path = cluster.home / name
        assert path.stat().st_mode & 0o777 == 0o600
        assert len(path.read_text()) > 40
    assert cluster.cluster.stat().st_mode & 0o077 == 0


def test_killed_server_comes_back_with_all_it_had_committed(cluster, connection):
    connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
    connection.execute("INSERT INTO kept VALUES ('committed')")
    os.kill(cluster.pid, signal.SIGKILL)
    _wait_until(lambda: not cluster.is_running)

    assert cluster.revive()
    assert not cluster.revive(), "it was running already"
    with psycopg.connect(cluster.address.url) as again:
        assert again.execute("SELECT count(*) FROM kept").fetchone()[0] >= 1


def test_second_user_shares_the_server_and_the_last_to_leave_stops_it(tmp_path):
    first, second = Cluster(tmp_path / "shared"), Cluster(tmp_path / "shared")
    first.start()
    pid = first.pid
    second.start()

    assert second.pid == pid
    assert not first.leave()
    assert second.is_running
    assert second.leave()
    assert not second.is_running


def test_server_of_a_killed_user_is_taken_over(tmp_path):
    program = f"""
        import os, signal, sys
        from pathlib import Path
        from alongside.config.database import Cluster
        Cluster(Path({str(tmp_path / "left")!r})).start()
        os.kill(os.getpid(), signal.SIGKILL)
    """
    killed = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    cluster = Cluster(tmp_path / "left")

    assert killed.returncode == -signal.SIGKILL
    assert cluster.is_running, "the database outlives whoever started it"
    cluster.start()
    assert cluster.leave()
    assert not cluster.is_running


def test_socket_path_too_long_for_the_kernel_goes_to_the_temp_folder(tmp_path):
    deep = tmp_path / ("a-very-long-name-" * 5)
    deep.mkdir()
    deep.chmod(0o711)
    cluster = Cluster(deep / "database", is_durable=False)

    assert len(os.fsencode(deep / "database" / "socket")) > 90
    assert len(os.fsencode(cluster.socket_folder)) < 90
    address = cluster.start()
    with psycopg.connect(address.url) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert cluster.leave()
    cluster.remove()
    assert not cluster.home.exists()
    assert not cluster.socket_folder.exists()


def test_cluster_that_keeps_data_is_never_removed(cluster):
    with pytest.raises(ClusterRefused):
        cluster.remove()
    assert cluster.cluster.exists()


def test_cluster_of_another_version_says_what_to_do(cluster):
    with pytest.raises(ClusterRefused, match="backup"):
        cluster._check_version(99)


class TestLeftovers:
    """Lock files are cleared only when no server of this cluster stands behind them."""

    @pytest.fixture
    def left(self, tmp_path):
        (tmp_path / "cluster").mkdir()
        (tmp_path / "socket").mkdir()
        return tmp_path

    def given_lock_files_naming(self, left, pid):
        (left / "cluster" / "postmaster.pid").write_text(f"{pid}\n{left / 'cluster'}\n")
        (left / "socket" / ".s.PGSQL.5432.lock").write_text(f"{pid}\n")
        (left / "socket" / ".s.PGSQL.5432").touch()
        clear_leftovers(left / "cluster", left / "socket")
        return sorted(path.name for path in left.rglob("*") if path.is_file())

    def test_those_of_a_process_that_is_no_postgres_go(self, left):
        assert self.given_lock_files_naming(left, os.getpid()) == []

    def test_those_of_a_zombie_go(self, left):
        zombie = subprocess.Popen(["/bin/true"])
        time.sleep(0.3)
        try:
            assert self.given_lock_files_naming(left, zombie.pid) == []
        finally:
            zombie.wait()

    def test_those_of_another_clusters_server_go(self, left, cluster):
        cluster.revive()
        assert self.given_lock_files_naming(left, cluster.pid) == []
        assert cluster.is_running, "the other server itself is left alone"

    def test_those_of_our_own_living_server_stay(self, cluster):
        cluster.revive()
        clear_leftovers(cluster.cluster, cluster.socket_folder)

        assert is_server_of(cluster.pid, cluster.cluster)
        assert (cluster.socket_folder / ".s.PGSQL.5432.lock").exists()


@AS_ROOT_ONLY
class TestAsRoot:
    """PostgreSQL never runs as root, and we change no rights on what is not ours."""

    def test_server_runs_as_somebody_else(self, cluster):
        cluster.revive()
        assert os.stat(f"/proc/{cluster.pid}").st_uid == cluster.account.uid != 0

    def test_folder_nobody_can_reach_is_left_as_it_is(self, tmp_path, monkeypatch):
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        elsewhere = tmp_path / "elsewhere"
        elsewhere.mkdir(mode=0o755)
        monkeypatch.setattr("alongside.config.database.cluster.FALLBACK_FOR_ROOT", elsewhere)
        cluster = Cluster(closed / "database", is_durable=False)

        assert cluster.home.parent == elsewhere
        assert closed.stat().st_mode & 0o777 == 0o700
        assert (closed / "database" / "moved-to").read_text().strip() == str(cluster.home)

    def test_programs_out_of_reach_are_copied_with_their_libraries(self, tmp_path, monkeypatch):
        account = account_for(tmp_path / "none")
        copies = tmp_path / "copies"
        copies.mkdir()
        copies.chmod(0o755)
        binaries = find_binaries()
        if not binaries.is_the_wheels:
            pytest.skip("PG_BIN names the programs")
        reaches = type(account).can_run
        monkeypatch.setattr(
            type(account),
            "can_run",
            lambda self, command: str(copies) in command[0] and reaches(self, command),
        )

        copied = binaries.reachable_by(account, copies)

        assert copied.folder.is_relative_to(copies)
        assert account.can_run([copied.program("postgres"), "--version"])
        assert binaries.reachable_by(account, copies) == copied, "copied once only"


def _wait_until(is_so):
    give_up_at = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < give_up_at
        time.sleep(0.05)
