"""The service as a whole: real processes, a real port, a real database."""

import json
import os
import signal
import socket

import pytest

from alongside.config.processes import Supervisor
from alongside.config.serving import CannotServe, Serving, check_port_is_free, wait_until_ready
from tests.config.given import a_folder_in_reach
from tests.faults.service import QUICKLY, Service, free_port, is_alive, is_free, wait_until

pytestmark = pytest.mark.enable_socket


@pytest.fixture(scope="module")
def folder():
    with a_folder_in_reach() as folder:
        yield folder


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
    wait_until(lambda: '"view":"config:health"' in service.text(), service.text)

    assert "Secretname" not in service.text()


@pytest.mark.parametrize("word", ["granian", "procrastinate"], ids=["web server", "job worker"])
def test_killed_program_is_started_again(service, word):
    (before,) = service.children(word)
    os.kill(before, signal.SIGKILL)

    wait_until(lambda: service.children(word) not in ([], [before]), service.text)
    wait_until(lambda: service.health() == 200, service.text)


def test_killed_database_is_started_again(service):
    before = service.database_pid()
    os.kill(before, signal.SIGKILL)

    wait_until(lambda: service.health() == 200 and service.database_pid() != before, service.text)


def test_killed_service_frees_its_port_and_starts_again(service):
    service.process.kill()
    service.process.wait()
    wait_until(lambda: is_free(service.port), service.text)

    service.start()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["TERM", "Ctrl-C"])
def test_service_stops_gracefully_and_takes_its_database_along(service, number):
    database = service.database_pid()
    service.process.send_signal(number)

    assert service.process.wait(QUICKLY) == 0
    assert is_free(service.port)
    assert not is_alive(database)
    assert service.text().rstrip().endswith("Stopped.")
    service.start()


def test_database_is_looked_after_while_the_service_starts():
    rounds = []

    def look_after():
        rounds.append("looked")
        supervisor.is_asked_to_stop = len(rounds) == 3

    supervisor = Supervisor([], look_after=look_after)

    assert not wait_until_ready(Serving("127.0.0.1", free_port(), 1), supervisor)
    assert len(rounds) == 3


def test_port_in_use_is_said_plainly():
    port = free_port()
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
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
