from django.urls import path

from .views import agencies, people

app_name = "identity"
urlpatterns = [
    path("", agencies.settings, name="settings"),
    path("agencies/", agencies.agencies, name="agencies"),
    path("agencies/add/", agencies.add_agency, name="add_agency"),
    path("agencies/<slug:slug>/", agencies.agency, name="agency"),
    path("agencies/<slug:slug>/change/", agencies.change_agency, name="change_agency"),
    path("agencies/<slug:slug>/teams/add/", agencies.add_team, name="add_team"),
    path("teams/<slug:slug>/", agencies.team, name="team"),
    path("people/", people.users, name="users"),
    path("people/add/", people.add_user, name="add_user"),
    path("people/<uuid:user_id>/", people.user, name="user"),
    path("people/<uuid:user_id>/change/", people.change_user, name="change_user"),
    path("people/<uuid:user_id>/invite/", people.invite_user, name="invite_user"),
    path("people/<uuid:user_id>/close/", people.close_user, name="close_user"),
    path("people/<uuid:user_id>/roles/<uuid:membership_id>/end/", people.end_role, name="end_role"),
    path("roles/", people.roles, name="roles"),
    path("roles/<slug:slug>/", people.role, name="role"),
    path("begin/<str:key>/", people.accept, name="accept"),
]
