from django.urls import path

from .views import family, keeping, sealing, staff

app_name = "record"
urlpatterns = [
    path("sealed/", sealing.list_sealed, name="list_sealed"),
    path("<str:reference>/seal/", sealing.seal, name="seal"),
    path("<str:reference>/sealed/", sealing.see_seal, name="see_seal"),
    path("<str:reference>/sealed/names/add/", sealing.add_name, name="add_name"),
    path("<str:reference>/sealed/names/<uuid:name_id>/take/", sealing.take_name, name="take_name"),
    path("<str:reference>/sealed/look/", sealing.look_at_seal, name="look_at_seal"),
    path("<str:reference>/sealed/lift/", sealing.lift_seal, name="lift_seal"),
    path("<str:reference>/", staff.family, name="family"),
    path("<str:reference>/sight/", staff.sight, name="sight"),
    path("<str:reference>/open/", staff.open_beyond, name="open_beyond"),
    path("<str:reference>/members/<str:person_reference>/invite/", staff.invite_member, name="invite_member"),
    path("<str:reference>/chronology/", keeping.chronology, name="chronology"),
    path("<str:reference>/chronology/add/", keeping.add_key_event, name="add_key_event"),
    path(
        "<str:reference>/chronology/<uuid:event_id>/withdraw/",
        keeping.withdraw_key_event,
        name="withdraw_key_event",
    ),
    path("<str:reference>/documents/", keeping.documents, name="documents"),
    path("<str:reference>/documents/<str:document_reference>/", keeping.download, name="download"),
    path(
        "<str:reference>/documents/<str:document_reference>/remove/",
        keeping.remove_document,
        name="remove_document",
    ),
]

own_patterns = (
    [
        path("", family.home, name="home"),
        path("actions/<int:position>/tick/", family.tick, name="tick"),
        path("actions/<int:position>/take-back/", family.take_tick_back, name="take_tick_back"),
        path("words/add/", family.add_words, name="add_words"),
        path("who/", family.who, name="who"),
    ],
    "family",
)
