"""Addresses of the front door: asking for help, and deciding on what was told."""

from django.urls import path

from .views import asking, deciding, importing, links, own, taking, working

app_name = "frontdoor"
urlpatterns = [
    path("ask/", asking.ask, name="ask"),
    path("ask/danger/", asking.face_danger, name="face_danger"),
    path("ask/form/<uuid:draft_id>/", asking.fill_in, name="fill_in"),
    path("ask/form/<uuid:draft_id>/check/", asking.check_answers, name="check_answers"),
    path("ask/form/<uuid:draft_id>/sent/", asking.see_sent, name="see_sent"),
    path("ask/form/<uuid:draft_id>/discard/", taking.discard_begun, name="discard_begun"),
    path("ask/link/", links.ask_link, name="ask_link"),
    path("ask/link/sent/", links.link_sent, name="link_sent"),
    path("ask/link/<str:key>/", links.open_link, name="open_link"),
    path("ask/link/<str:key>/renew/", links.renew_link, name="renew_link"),
    path("ask/link/<str:key>/withdraw/", links.withdraw_by_link, name="withdraw_by_link"),
    path("ask/requests/", own.list_own_requests, name="list_own_requests"),
    path("ask/requests/passed-on/", own.list_passed_on, name="list_passed_on"),
    path("ask/requests/<str:reference>/", own.see_own_request, name="see_own_request"),
    path("ask/requests/<str:reference>/withdraw/", own.withdraw_request, name="withdraw_request"),
    path("contacts/", working.list_waiting, name="list_waiting"),
    path("contacts/outcomes/", working.list_outcomes, name="list_outcomes"),
    path("contacts/take-in/", taking.start_take_in, name="start_take_in"),
    path("contacts/take-in/<uuid:draft_id>/", taking.take_in, name="take_in"),
    path("contacts/step-down/", taking.start_step_down, name="start_step_down"),
    path("contacts/step-down/<uuid:draft_id>/", taking.step_down, name="step_down"),
    path("contacts/step-down/<uuid:draft_id>/sent/", taking.see_stepped_down, name="see_stepped_down"),
    path("contacts/import/", importing.import_requests, name="import_requests"),
    path("contacts/import/template/", importing.import_template, name="import_template"),
    path("contacts/import/<uuid:import_id>/", importing.see_import, name="see_import"),
    path("contacts/<str:reference>/", working.see_contact, name="see_contact"),
    path("contacts/<str:reference>/take-on/", working.take_on, name="take_on"),
    path("contacts/<str:reference>/put-back/", working.put_back, name="put_back"),
    path("contacts/<str:reference>/take-up-again/", working.take_up_again, name="take_up_again"),
    path("contacts/<str:reference>/place/", working.place_by_hand, name="place_by_hand"),
    path("contacts/<str:reference>/people/<int:position>/evidence/", working.see_evidence, name="see_evidence"),
    path("contacts/<str:reference>/people/<int:position>/match/", working.match_person, name="match_person"),
    path("contacts/<str:reference>/decide/", deciding.decide, name="decide"),
    path("contacts/<str:reference>/told/", deciding.note_told, name="note_told"),
]
