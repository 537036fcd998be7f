"""The addresses of the whole product."""

from django.urls import include, path

from .health import health

urlpatterns = [
    path("", include(([path("health/", health, name="health")], "config"))),
    path("account/", include("allauth.urls")),
    path("components/", include("alongside.foundation.components.urls")),
    path("drafts/", include("alongside.foundation.drafts.urls")),
]
