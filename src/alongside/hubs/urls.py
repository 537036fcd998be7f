"""Addresses of hubs, below `hubs/`."""

from django.urls import path

from .views import figures, hubs, registers, sessions, sites, volunteers

app_name = "hubs"
urlpatterns = [
    path("", hubs.hubs, name="hubs"),
    path("today/", registers.today, name="today"),
    path("sites/", sites.sites, name="sites"),
    path("sites/download/", sites.download_sites, name="download_sites"),
    path("sites/<slug:slug>/", sites.site, name="site"),
    path("sites/<slug:slug>/facts/<str:kind>/state/", sites.state_fact, name="state_fact"),
    path("sites/<slug:slug>/years/<int:year>/set/", figures.set_year, name="set_year"),
    path("sites/<slug:slug>/months/<str:month>/record/", figures.record_month, name="record_month"),
    path("figures/", figures.take_in_file, name="take_in_file"),
    path("figures/template/<str:kind>/", figures.template, name="template"),
    path("figures/<uuid:file_id>/", figures.file_report, name="file_report"),
    path("sessions/<uuid:session_id>/", sessions.session, name="session"),
    path("sessions/<uuid:session_id>/change/", sessions.change_session, name="change_session"),
    path("sessions/<uuid:session_id>/end/", sessions.end_session, name="end_session"),
    path("sessions/<uuid:session_id>/registers/<str:day>/open/", registers.open_register, name="open_register"),
    path("registers/<uuid:register_id>/", registers.register, name="register"),
    path("registers/<uuid:register_id>/people/mark/", registers.mark_person, name="mark_person"),
    path("registers/<uuid:register_id>/postcodes/note/", registers.note_postcode, name="note_postcode"),
    path("registers/<uuid:register_id>/people/count/", registers.count_people, name="count_people"),
    path("registers/<uuid:register_id>/people/take-away/", registers.take_away, name="take_away"),
    path("registers/<uuid:register_id>/write-up/", registers.write_up, name="write_up"),
    path("registers/<uuid:register_id>/close/", registers.close_register, name="close_register"),
    path("registers/<uuid:register_id>/cancel/", registers.cancel_register, name="cancel_register"),
    path("registers/<uuid:register_id>/reopen/", registers.reopen_register, name="reopen_register"),
    path("volunteers/<uuid:volunteer_id>/", volunteers.volunteer, name="volunteer"),
    path("volunteers/<uuid:volunteer_id>/change/", volunteers.change_volunteer, name="change_volunteer"),
    path("volunteers/<uuid:volunteer_id>/checks/note/", volunteers.note_checks, name="note_checks"),
    path("volunteers/<uuid:volunteer_id>/start/", volunteers.start_volunteer, name="start_volunteer"),
    path("volunteers/<uuid:volunteer_id>/end/", volunteers.end_volunteer, name="end_volunteer"),
    path("<slug:slug>/", hubs.hub, name="hub"),
    path("<slug:slug>/download/", hubs.download_hub, name="download_hub"),
    path("<slug:slug>/timetable/", sessions.timetable, name="timetable"),
    path("<slug:slug>/sessions/add/", sessions.add_session, name="add_session"),
    path("<slug:slug>/volunteers/", volunteers.volunteers, name="volunteers"),
    path("<slug:slug>/volunteers/download/", volunteers.download_volunteers, name="download_volunteers"),
    path("<slug:slug>/volunteers/add/", volunteers.add_volunteer, name="add_volunteer"),
]
