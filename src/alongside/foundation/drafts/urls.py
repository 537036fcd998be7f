from django.urls import path

from .views import saving

app_name = "drafts"
urlpatterns = [path("<uuid:draft_id>/save/", saving.save, name="save")]
