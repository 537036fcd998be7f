"""The service as a whole: real processes, a real port, a real database."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from alongside.config.serving import CannotServe, Serving, check_port_is_free
from tests.config.given import open_the_way_to

pytestmark = pytest.mark.enable_socket
QUICKLY = 40


class Service:
    """One `alongside serve`, and what can happen to it."""

    def __init__(self, folder):
        self.port = _free_port()
        self.said = folder / "said"
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")
        } | {
            "ALONGSIDE_DATA_DIR": str(folder / "data"),
            "ALONGSIDE_MODE": "development",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        }
        self.process = None

    def run(self, *arguments):
        return subprocess.run(
            [sys.executable, "-m", "alongside", *arguments],
            check=False,
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def start(self):
        command = [sys.executable, "-m", "alongside", "serve", "--port", str(self.port)]
        with self.said.open("ab") as said:
            self.process = subprocess.Popen(
                command, env=self.environment, stdout=said, stderr=said, start_new_session=True
            )
        _wait_until(lambda: self.health() == 200, self.text)

    def health(self, query=""):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        try:
            connection.request("GET", f"/health/{query}")
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()

    def text(self):
        return self.said.read_text()

    def children(self, word):
        """Return the process numbers of our own children whose command has a word in it."""
        found = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [
            int(pid) for pid in found.split() if word in Path(f"/proc/{pid}/cmdline").read_text()
        ]

    def database_pid(self):
        lock = Path(self.environment["ALONGSIDE_DATA_DIR"]) / "database/cluster/postmaster.pid"
        return int(lock.read_text().splitlines()[0])

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(QUICKLY)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("service")
    open_the_way_to(folder)
    return folder


@pytest.fixture(scope="module")
def service(folder):
    service = Service(folder)
    refused = service.run("serve")
    migrated = service.run("migrate")

    assert refused.returncode == 1
    assert "Run `alongside migrate` first" in refused.stderr
    assert migrated.returncode == 0, migrated.stderr
    service.start()
    yield service
    service.stop()


def test_second_service_on_the_same_port_is_told_so(service):
    second = service.run("serve", "--port", str(service.port))

    assert second.returncode == 1
    assert f"Port {service.port} is already in use" in second.stderr
    assert "Traceback" not in second.stderr
    assert service.health() == 200, "and the first, with its database, goes on"


def test_access_log_leaves_out_what_was_typed(service):
    assert service.health("?name=Secretname") == 200
    _wait_until(lambda: '"view":"config:health"' in service.text(), service.text)

    assert "Secretname" not in service.text()


@pytest.mark.parametrize("word", ["granian", "procrastinate"], ids=["web server", "job worker"])
def test_killed_program_is_started_again(service, word):
    (before,) = service.children(word)
    os.kill(before, signal.SIGKILL)

    _wait_until(lambda: service.children(word) not in ([], [before]), service.text)
    _wait_until(lambda: service.health() == 200, service.text)


def test_killed_database_is_started_again(service):
    before = service.database_pid()
    os.kill(before, signal.SIGKILL)

    _wait_until(lambda: service.health() == 200 and service.database_pid() != before, service.text)


def test_killed_service_frees_its_port_and_starts_again(service):
    service.process.kill()
    service.process.wait()
    _wait_until(lambda: _is_free(service.port), service.text)

    service.start()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "Ctrl-C"])
def test_service_stops_gracefully_and_takes_its_database_along(service, number):
    database = service.database_pid()
    service.process.send_signal(number)

    assert service.process.wait(QUICKLY) == 0
    assert _is_free(service.port)
    assert not _is_alive(database)
    assert service.text().rstrip().endswith("Stopped.")
    service.start()


def test_port_in_use_is_said_plainly():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotServe, match=f"--port {port + 1}"):
            check_port_is_free("127.0.0.1", port)
    check_port_is_free("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://localhost:81/"),
        ("0.0.0.0", "http://localhost:81/"),
        ("hub.example.org", "http://hub.example.org:81/"),
    ],
)
def test_address_can_be_typed_into_a_browser(host, url):
    assert Serving(host, 81, 1).url == url


def test_line_of_the_access_log_is_json(service):
    line = next(line for line in service.text().splitlines() if line.startswith("{"))

    assert set(json.loads(line)) == {"method", "route", "view", "status", "ms", "user"}


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def _is_free(port):
    try:
        check_port_is_free("127.0.0.1", port)
    except CannotServe:
        return False
    return True


def _wait_until(is_so, explain):
    give_up_at = time.monotonic() + QUICKLY
    while not is_so():
        assert time.monotonic() < give_up_at, explain()[-3000:]
        time.sleep(0.1)
