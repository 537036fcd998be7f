from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.list_services, name="list"),
    path("services/add/", views.add_service, name="add_service"),
    path("services/<slug:slug>/", views.service, name="service"),
    path("services/<slug:slug>/print/", views.print_service, name="print_service"),
    path("services/<slug:slug>/change/", views.change_service, name="change_service"),
    path("services/<slug:slug>/check/", views.check_service, name="check_service"),
    path("core-offer/", views.core_offer, name="core_offer"),
    path("core-offer/<slug:slug>/", views.core_item, name="core_item"),
    path("hubs/", views.list_hubs, name="hubs"),
    path("hubs/<slug:slug>/", views.hub_offer, name="hub_offer"),
    path("hubs/<slug:slug>/print/", views.print_offer, name="print_offer"),
    path("hubs/<slug:slug>/core/<slug:item_slug>/keep/", views.keep_core_item, name="keep_core_item"),
    path("hubs/<slug:slug>/offers/add/", views.add_offer, name="add_offer"),
    path("hubs/<slug:slug>/offers/<uuid:offer_id>/change/", views.change_offer, name="change_offer"),
    path("hubs/<slug:slug>/offers/<uuid:offer_id>/remove/", views.remove_offer, name="remove_offer"),
]
