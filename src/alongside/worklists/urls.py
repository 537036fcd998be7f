from django.urls import path

from . import views

app_name = "worklists"
urlpatterns = [
    path("", views.home, name="home"),
    path("work/", views.mine, name="mine"),
    path("work/team/", views.team, name="team"),
    path("work/openings/", views.openings, name="openings"),
    path("work/openings/<uuid:opening_id>/review/", views.review_opening, name="review_opening"),
]
