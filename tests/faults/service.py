"""The whole service as processes of its own, to be stopped, killed and started again."""

import http.client
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from alongside.config.serving import CannotServe, check_port_is_free

QUICKLY = 40


class Service:
    """One `alongside serve`, and what can happen to it."""

    def __init__(self, folder):
        self.port = free_port()
        self.said = folder / "said"
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")} | {
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
        wait_until(lambda: self.health() == 200, self.text)

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
        return [int(pid) for pid in found.split() if word in Path(f"/proc/{pid}/cmdline").read_text()]

    def database_pid(self):
        lock = Path(self.environment["ALONGSIDE_DATA_DIR"]) / "database/cluster/postmaster.pid"
        return int(lock.read_text().splitlines()[0])

    def stop(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(QUICKLY)


def free_port():
    """One that the kernel gives to nobody who asks for any, so that it stays free while its service is down."""
    lowest = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    anywhere = random.SystemRandom()  # tests beside one another are seeded alike
    while not is_free(port := anywhere.randrange(10_000, lowest)):
        continue
    return port


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def is_free(port):
    try:
        check_port_is_free("127.0.0.1", port)
    except CannotServe:
        return False
    return True


def wait_until(is_so, explain):
    give_up_at = time.monotonic() + QUICKLY
    while not is_so():
        assert time.monotonic() < give_up_at, explain()[-3000:]
        time.sleep(0.1)
