"""Settings under which the components can be tried before the rest of the product is there."""

from alongside.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "alongside.foundation.components",
    "django.forms",
    "django_cotton",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "OPTIONS": {
        "context_processors": [
            "django.template.context_processors.request",
            "django.contrib.messages.context_processors.messages",
            "alongside.foundation.components.queries.page_furniture",
        ],
        "loaders": [("django.template.loaders.cached.Loader", [
            "django_cotton.cotton_loader.Loader",
            "django.template.loaders.app_directories.Loader",
        ])],
        "builtins": ["django_cotton.templatetags.cotton"],
    },
}]
FORM_RENDERER = "alongside.foundation.components.forms.Renderer"
COTTON_ISOLATE_BY_DEFAULT = True
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en-gb"
MODE = "demo"
ROOT_URLCONF = "tests.components.urls"
