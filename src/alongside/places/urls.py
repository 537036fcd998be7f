"""Addresses of places, below `places/`."""

from django.urls import path

from alongside.places.views import imports, localities, sites

app_name = "places"
urlpatterns = [
    path("", localities.localities, name="localities"),
    path("find/", localities.find, name="find"),
    path("localities/add/", localities.add_locality, name="add_locality"),
    path("localities/<slug:slug>/", localities.locality, name="locality"),
    path("localities/<slug:slug>/change/", localities.change_locality, name="change_locality"),
    path("localities/<slug:slug>/hub/set/", localities.set_hub, name="set_hub"),
    path("localities/<slug:slug>/close/", localities.close_locality, name="close_locality"),
    path("localities/<slug:slug>/reopen/", localities.reopen_locality, name="reopen_locality"),
    path("areas/move/", localities.move_areas, name="move_areas"),
    path("areas/<str:code>/", localities.area, name="area"),
    path("sites/", sites.sites, name="sites"),
    path("sites/add/", sites.add_site, name="add_site"),
    path("sites/<slug:slug>/", sites.site, name="site"),
    path("sites/<slug:slug>/change/", sites.change_site, name="change_site"),
    path("sites/<slug:slug>/close/", sites.close_site, name="close_site"),
    path("sites/<slug:slug>/reopen/", sites.reopen_site, name="reopen_site"),
    path("imports/", imports.imports, name="imports"),
    path("imports/<uuid:import_id>/", imports.import_report, name="import_report"),
]
