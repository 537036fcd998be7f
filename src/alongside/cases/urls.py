from django.urls import path

from . import views

app_name = "cases"
urlpatterns = [
    path("", views.list_cases, name="list"),
    path("overlap/", views.overlap, name="overlap"),
    path("overlap/figures.csv", views.overlap_figures, name="overlap_figures"),
    path("thresholds/", views.list_thresholds, name="list_thresholds"),
    path("thresholds/<str:version>/", views.thresholds, name="thresholds"),
    path("thresholds/<str:version>/copy/", views.copy_thresholds, name="copy_thresholds"),
    path("thresholds/<str:version>/descriptors/add/", views.add_descriptor, name="add_descriptor"),
    path(
        "thresholds/<str:version>/descriptors/<uuid:descriptor_id>/reword/",
        views.reword_descriptor,
        name="reword_descriptor",
    ),
    path(
        "thresholds/<str:version>/descriptors/<uuid:descriptor_id>/remove/",
        views.remove_descriptor,
        name="remove_descriptor",
    ),
    path("<str:reference>/", views.case, name="case"),
    path("<str:reference>/allocate/", views.allocate, name="allocate"),
    path("<str:reference>/share-work/", views.share_work, name="share_work"),
    path("<str:reference>/co-work/<uuid:allocation_id>/end/", views.end_co_work, name="end_co_work"),
    path("<str:reference>/step-up/", views.step_up, name="step_up"),
    path("<str:reference>/step-down/", views.step_down, name="step_down"),
    path("<str:reference>/level/change/", views.change_level, name="change_level"),
    path("<str:reference>/hub/move/", views.move_hub, name="move_hub"),
    path("<str:reference>/close/", views.close, name="close"),
    path("<str:reference>/reopen/", views.reopen, name="reopen"),
    path("<str:reference>/steps/<uuid:step_id>/", views.step_taken, name="step_taken"),
    path("<str:reference>/involvements/note/", views.note_involvement, name="note_involvement"),
    path("<str:reference>/involvements/<uuid:involvement_id>/end/", views.end_involvement, name="end_involvement"),
]
