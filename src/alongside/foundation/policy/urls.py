from django.urls import path

from . import views

app_name = "policy"
urlpatterns = [
    path("", views.policies, name="policies"),
    path("<slug:key>/", views.set_policy, name="set_policy"),
]
