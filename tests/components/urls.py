from django.urls import include, path

urlpatterns = [path("gallery/", include("alongside.foundation.components.urls"))]
