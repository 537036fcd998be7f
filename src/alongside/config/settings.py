"""Settings of the whole product, read from the environment.

`ALONGSIDE_MODE` is `demo`, `development`, `test` or `production`; production refuses to start without
a secret key, a database and its own addresses.
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlparse

SOURCE = Path(__file__).resolve().parents[1]
MODE = os.environ.get("ALONGSIDE_MODE", "development")
IS_PRODUCTION = MODE == "production"
DATA_DIR = Path(os.environ.get("ALONGSIDE_DATA_DIR", Path.cwd() / "var")).resolve()
DEBUG = False


def _needed_in_production(name: str, otherwise: str) -> str:
    value = os.environ.get(name, "")
    if not value and IS_PRODUCTION:
        raise RuntimeError(f"{name} must be set in production")
    return value or otherwise


SECRET_KEY = _needed_in_production("ALONGSIDE_SECRET_KEY", "only-for-demo-and-tests-" + "x" * 32)
ALLOWED_HOSTS = _needed_in_production("ALONGSIDE_HOSTS", "localhost,127.0.0.1,testserver").split(",")
DATABASE_URL = _needed_in_production(
    "DATABASE_URL", "postgres://alongside:alongside@127.0.0.1:5599/alongside"
)


def _database(url: str) -> dict:
    parts = urlparse(url)
    host = unquote(parts.hostname or "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 12, "timeout": 10}},
    }


DATABASES = {"default": _database(DATABASE_URL)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FOUNDATION_APPS = [
    f"alongside.foundation.{name}"
    for name in (
        "components", "identity", "access", "audit", "policy", "drafts",
        "notifications", "documents", "calendar", "jobs",
    )
]
PRODUCT_APPS = [
    f"alongside.{name}"
    for name in (
        "places", "people", "directory", "workforce", "cases", "assessments", "frontdoor", "plans",
        "record", "worklists", "demo",
    )
]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
]
