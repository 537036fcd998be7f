from django.urls import path

from . import views

app_name = "workforce"
urlpatterns = [
    path("", views.list_workers, name="list"),
    path("me/", views.own_profile, name="own_profile"),
    path("skills/", views.list_skills, name="list_skills"),
    path("skills/<slug:slug>/", views.rename_skill, name="rename_skill"),
    path("<uuid:user_id>/edit/", views.edit, name="edit"),
]
