from django.urls import path

from . import views

app_name = "assessments"
urlpatterns = [
    path("cases/<str:reference>/", views.of_case, name="of_case"),
    path("cases/<str:reference>/decline/", views.decline, name="decline"),
    path("<str:reference>/", views.detail, name="detail"),
    path("<str:reference>/about/write/", views.write_about, name="write_about"),
    path("<str:reference>/children/<str:person>/<slug:domain>/write/", views.write_section, name="write_section"),
    path("<str:reference>/family/<slug:domain>/write/", views.write_family_section, name="write_family_section"),
    path("<str:reference>/voices/", views.voices, name="voices"),
    path("<str:reference>/voices/<str:person>/record/", views.record_voice, name="record_voice"),
    path("<str:reference>/outside/<str:person>/note/", views.note_approach, name="note_approach"),
    path("<str:reference>/people/", views.people, name="people"),
    path("<str:reference>/people/add/", views.add_relative, name="add_relative"),
    path("<str:reference>/people/relate/", views.relate, name="relate"),
    path("<str:reference>/people/unrelate/", views.unrelate, name="unrelate"),
    path("<str:reference>/people/print/", views.print_genogram, name="print_genogram"),
    path("<str:reference>/people/<str:person>/", views.facts, name="facts"),
    path("<str:reference>/people/<str:person>/confirm/", views.confirm_fact, name="confirm_fact"),
    path("<str:reference>/people/<str:person>/<slug:key>/change/", views.change_fact, name="change_fact"),
    path("<str:reference>/agreement/", views.agreement, name="agreement"),
    path("<str:reference>/agreement/give/", views.give_agreement, name="give_agreement"),
    path(
        "<str:reference>/agreement/<uuid:agreement_id>/withdraw/", views.withdraw_agreement, name="withdraw_agreement"
    ),
    path("<str:reference>/agreement/basis/state/", views.state_basis, name="state_basis"),
    path("<str:reference>/conclusion/write/", views.write_conclusion, name="write_conclusion"),
    path("<str:reference>/complete/", views.complete, name="complete"),
    path("<str:reference>/stop/", views.stop, name="stop"),
    path("<str:reference>/again/", views.again, name="again"),
    path("<str:reference>/print/", views.print_view, name="print_view"),
]
