from django.urls import path

from . import views

app_name = "drafts"
urlpatterns = [path("<uuid:draft_id>/save/", views.save, name="save")]
