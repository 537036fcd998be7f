from django.urls import path

from . import views

app_name = "notifications"
urlpatterns = [path("<uuid:notice_id>/read/", views.read, name="read")]
