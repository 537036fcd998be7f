"""Settings of the whole product, read from the environment.

`ALONGSIDE_MODE` is `demo`, `development`, `test` or `production`; production refuses to start without
a secret key, a database and its own addresses.
"""

import os
from datetime import timedelta
from pathlib import Path

from .database.address import Address
from .single_sign_on import organisation_sign_in, origin_of

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
# The `alongside` command starts the embedded database and sets this before the settings are read.
DATABASE_URL = _needed_in_production("DATABASE_URL", "postgresql:///alongside")

DATABASES = {"default": Address.parse(DATABASE_URL).for_django}
# Counting who asks for public files stands apart, so that however many ask, no count of failed sign-ins is forgotten.
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name} | more
    for name, more in (("default", {}), ("asked", {"OPTIONS": {"MAX_ENTRIES": 10_000}}))
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

FOUNDATION_APPS = [
    f"alongside.foundation.{name}"
    for name in (
        "components",
        "identity",
        "access",
        "audit",
        "policy",
        "drafts",
        "notifications",
        "documents",
        "calendar",
    )
]
PRODUCT_APPS = ["alongside.config"] + [
    f"alongside.{name}"
    for name in (
        "places",
        "people",
        "directory",
        "workforce",
        "cases",
        "assessments",
        "frontdoor",
        "plans",
        "hubs",
        "panels",
        "commissioning",
        "grants",
        "planning",
        "record",
        "worklists",
        "demo",
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
INSTALLED_APPS += [
    "django_cotton.apps.SimpleAppConfig",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    *FOUNDATION_APPS,
    *PRODUCT_APPS,
    "allauth",  # after ours, whose pages stand in its pages' place
    "allauth.account",
    "allauth.mfa",
    "axes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "alongside.config.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "alongside.config.access_log.AccessLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "alongside.foundation.identity.gateways.SecondStep",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "alongside.config.urls"
WSGI_APPLICATION = "alongside.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alongside.foundation.components.queries.page_furniture",
            ],
        },
    }
]

FORM_RENDERER = "alongside.foundation.components.forms.Renderer"
COTTON_ISOLATE_BY_DEFAULT = True
COLLECTS_STATIC = MODE in ("demo", "production")
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not COLLECTS_STATIC
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "alongside.foundation.components.gateways.StaticFiles"
        if COLLECTS_STATIC
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

AUTH_USER_MODEL = "identity.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger gets no letter, and reads the same page
ACCOUNT_FORMS = {"login": "alongside.foundation.identity.forms.SignIn"}
ACCOUNT_ADAPTER = "alongside.foundation.identity.gateways.Accounts"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
SECOND_STEP_NEEDED = os.environ.get("ALONGSIDE_SECOND_STEP", "yes" if IS_PRODUCTION else "no") == "yes"

# One person at one place is locked out, not a whole office behind one address; and not for ever.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_VERBOSE = False  # keeps addresses out of the log

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 60 * 60 * 10
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if IS_PRODUCTION else 0
# A proxy that ends TLS must set this header itself, and let none from outside through.
BEHIND_PROXY = os.environ.get("ALONGSIDE_BEHIND_PROXY", "no") == "yes"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading binds a council's whole domain: theirs to decide
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # a load balancer asks from inside
X_FRAME_OPTIONS = "DENY"
ORGANISATION_SIGN_IN = organisation_sign_in(os.environ)
SIGN_IN_ORIGINS = [*origin_of(ORGANISATION_SIGN_IN), *os.environ.get("ALONGSIDE_SIGN_IN_ORIGINS", "").split()]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_address": {"()": "alongside.config.access_log.WithoutAddress"}},
    "formatters": {"bare": {"format": "%(message)s"}},
    "handlers": {"access": {"class": "logging.StreamHandler", "formatter": "bare"}},
    "loggers": {
        "alongside.access": {
            "handlers": ["access"],
            "level": "WARNING" if MODE == "demo" else "INFO",
            "propagate": False,
        },
        "django.request": {"filters": ["without_address"]},
        "django.security.csrf": {"filters": ["without_address"]},
    },
}
EMAIL_BACKEND = os.environ.get("ALONGSIDE_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = os.environ.get("ALONGSIDE_FROM_EMAIL", "Alongside <alongside@example.org>")
DOCUMENTS_DIR = DATA_DIR / "documents"
NOTIFY_API_KEY = os.environ.get("ALONGSIDE_NOTIFY_API_KEY", "")
NOTIFY_TEMPLATE = os.environ.get("ALONGSIDE_NOTIFY_TEMPLATE", "")
NOTIFY_ADDRESS = os.environ.get("ALONGSIDE_NOTIFY_ADDRESS", "https://api.notifications.service.gov.uk")
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
