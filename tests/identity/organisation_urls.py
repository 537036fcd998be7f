"""The product's addresses where an organisation signs its own people in."""

from django.urls import include, path

from alongside.config import accounts, urls

urlpatterns = [path("account/", include(accounts.at_organisation)), *urls.urlpatterns]
