"""The addresses of the whole product."""

from django.urls import include, path

from alongside.record.urls import own_patterns

from .health import health

urlpatterns = [
    path("", include(([path("health/", health, name="health")], "config"))),
    path("account/", include("alongside.config.accounts")),
    path("assessments/", include("alongside.assessments.urls")),
    path("components/", include("alongside.foundation.components.urls")),
    path("cases/", include("alongside.cases.urls")),
    path("commissioning/", include("alongside.commissioning.urls")),
    path("grants/", include("alongside.grants.urls")),
    path("planning/", include("alongside.planning.urls")),
    path("plans/", include("alongside.plans.urls")),
    path("panels/", include("alongside.panels.urls")),
    path("record/", include("alongside.record.urls")),
    path("places/", include("alongside.places.urls")),
    path("", include("alongside.frontdoor.urls")),
    path("family/", include(own_patterns)),
    path("", include("alongside.worklists.urls")),
    path("drafts/", include("alongside.foundation.drafts.urls")),
    path("notices/", include("alongside.foundation.notifications.urls")),
    path("settings/policies/", include("alongside.foundation.policy.urls")),
    path("settings/", include("alongside.foundation.identity.urls")),
    path("", include("alongside.people.urls")),
    path("directory/", include("alongside.directory.urls")),
    path("workforce/", include("alongside.workforce.urls")),
    path("hubs/", include("alongside.hubs.urls")),
]
