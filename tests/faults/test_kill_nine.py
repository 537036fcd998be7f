"""A short round of kills; the long one is `python -m tests.faults.kill_nine --times 50`."""

import os
import subprocess
import sys

import pytest


@pytest.mark.enable_socket
def test_nothing_is_lost_when_anything_is_killed():
    environment = {name: value for name, value in os.environ.items() if "DATABASE_URL" not in name}
    killed = subprocess.run(
        [sys.executable, "-m", "tests.faults.kill_nine", "--times", "2", "--longest", "1.2"],
        check=False,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert killed.returncode == 0, killed.stdout[-3000:] + killed.stderr[-3000:]
    assert killed.stdout.endswith("2 passed, 0 failed\n")
