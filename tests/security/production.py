"""The product with the settings of production, in a process of its own."""

import json
import os
import secrets
import subprocess
import sys

SAY = """
import json, sys
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in sys.argv[1:]}))
"""
WARNINGS_TO_ERRORS = ["check", "--deploy", "--fail-level", "WARNING"]


def _environment() -> dict[str, str]:
    inherited = {name: said for name, said in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}
    return inherited | {  # the browser's tests set that one for themselves
        "ALONGSIDE_MODE": "production",
        "ALONGSIDE_SECRET_KEY": secrets.token_urlsafe(60),
        "ALONGSIDE_HOSTS": "alongside.example.org",
        "DATABASE_URL": "postgres://nobody:x@127.0.0.1:1/none",
        "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }


def _run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, *arguments], env=_environment(), capture_output=True, text=True, check=False, timeout=120
    )


def settings_in_production(*names: str) -> dict:
    """What these settings are in production."""
    said = _run("-c", SAY, *names)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def check_deploy() -> str:
    """What Django's check of a deployment complains of."""
    done = _run("-m", "django", *WARNINGS_TO_ERRORS)
    return done.stderr.strip() if done.returncode else ""
