from django.urls import path

from . import views

app_name = "people"
urlpatterns = [
    path("people/search/", views.search, name="search"),
    path("people/add/", views.add_person, name="add_person"),
    path("people/pairs/", views.list_pairs, name="list_pairs"),
    path("people/pairs/<uuid:pair_id>/", views.pair, name="pair"),
    path("people/pairs/<uuid:pair_id>/ask/", views.ask_about_pair, name="ask_about_pair"),
    path("people/pairs/<uuid:pair_id>/hand-on/", views.hand_on_pair, name="hand_on_pair"),
    path("people/pairs/questions/<uuid:question_id>/answer/", views.answer_question, name="answer_question"),
    path("people/to-sort/", views.list_all_to_sort, name="list_to_sort"),
    path("people/<slug:reference>/", views.person, name="person"),
    path("people/<slug:reference>/beside/<slug:other>/", views.beside, name="beside"),
    path("people/<slug:reference>/beside/<slug:other>/join/", views.join_records, name="join_records"),
    path("people/<slug:reference>/beside/<slug:other>/part/", views.part_records, name="part_records"),
    path("people/<slug:reference>/beside/<slug:other>/sort/", views.to_sort, name="to_sort"),
    path("families/<slug:reference>/beside/<slug:other>/", views.families_beside, name="families_beside"),
    path("families/<slug:reference>/beside/<slug:other>/join/", views.join_families, name="join_families"),
    path("families/<slug:reference>/beside/<slug:other>/part/", views.part_families, name="part_families"),
    path("people/<slug:reference>/rename/", views.rename_person, name="rename_person"),
    path("people/<slug:reference>/birth/correct/", views.correct_birth, name="correct_birth"),
    path("people/<slug:reference>/birth/note/", views.note_birth, name="note_birth"),
    path("people/<slug:reference>/details/correct/", views.correct_details, name="correct_details"),
    path("people/<slug:reference>/names/add/", views.add_other_name, name="add_other_name"),
    path("people/<slug:reference>/home/move/", views.move_home, name="move_home"),
    path("people/<slug:reference>/facts/state/", views.state_fact, name="state_fact"),
    path("families/add/", views.add_family, name="add_family"),
    path("families/<slug:reference>/", views.family, name="family"),
    path("families/<slug:reference>/rename/", views.rename_family, name="rename_family"),
    path("families/<slug:reference>/members/join/", views.join_family, name="join_family"),
    path("families/<slug:reference>/members/<slug:person>/leave/", views.leave_family, name="leave_family"),
    path("families/<slug:reference>/relationships/relate/", views.relate, name="relate"),
    path(
        "families/<slug:reference>/relationships/<uuid:relationship>/end/",
        views.end_relationship,
        name="end_relationship",
    ),
    path("families/<slug:reference>/agreements/give/", views.give_agreement, name="give_agreement"),
    path(
        "families/<slug:reference>/agreements/<uuid:agreement>/withdraw/",
        views.withdraw_agreement,
        name="withdraw_agreement",
    ),
    path("families/<slug:reference>/sharing-basis/state/", views.state_sharing_basis, name="state_sharing_basis"),
]
