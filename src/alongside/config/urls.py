"""The addresses of the whole product."""

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("components/", include("alongside.foundation.components.urls")),
    path("drafts/", include("alongside.foundation.drafts.urls")),
]
