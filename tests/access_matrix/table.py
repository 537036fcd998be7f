"""Which roles may open which page for a family that is open to them. Nobody opens another family's.

This table is written by hand, and the test compares it with what the pages do: a role that gains or
loses a page is noticed here. Everybody in it holds a grant on their own family, the family itself,
the administrator and people without a role too, so that only the page's door can keep them out.
"""

from dataclasses import dataclass

PARTNER, LEAD = "partner", "lead-professional"
TAKER, DOOR_MANAGER = "front-door-worker", "front-door-manager"
WORKER, MANAGER, SOCIAL, SERVICE = "family-worker", "hub-manager", "social-worker", "service-manager"
PLANNER = "planner"
CLERK = "panel-clerk"
ADMINISTRATOR, AUDITOR, FAMILY = "administrator", "auditor", "family-member"
COMMISSIONER, FINANCE = "commissioner", "finance-officer"
STEWARD = "data-steward"
NO_ROLE, ANONYMOUS = "no-role", "anonymous"
ASKER = "asker"
"""A partner who asked for help for the family, and to whom no grant opens it."""

ROLES = (
    PARTNER, LEAD, TAKER, DOOR_MANAGER, WORKER, MANAGER, SOCIAL, COMMISSIONER, FINANCE, SERVICE, PLANNER,
    CLERK, ADMINISTRATOR, STEWARD, AUDITOR, FAMILY,
)  # fmt: skip
VIEWERS = (*ROLES, NO_ROLE, ASKER, ANONYMOUS)

FIGURES = {MANAGER, SERVICE, PLANNER, FINANCE, COMMISSIONER, ADMINISTRATOR}
FIGURE_KEEPERS = {SERVICE, PLANNER, FINANCE}
DOOR = {TAKER, DOOR_MANAGER}
CARERS = {WORKER, LEAD, MANAGER, SOCIAL}
ADDERS = DOOR | CARERS
SEARCHERS = ADDERS | {SERVICE}
READERS = SEARCHERS | {PARTNER, ASKER}
"""The asker's role reads, as any partner's; no grant opens anything to them."""
MANAGERS = {MANAGER, SERVICE}
ASKERS = {PARTNER, LEAD, WORKER, MANAGER, SOCIAL, ASKER}
OVERSEERS = {MANAGER, DOOR_MANAGER, SERVICE}
REVIEWERS = OVERSEERS | {AUDITOR}
LINKERS = ADDERS | {STEWARD}
OVERLOOKERS = {MANAGER, SERVICE, DOOR_MANAGER, COMMISSIONER, PLANNER, STEWARD}
SETTERS = {ADMINISTRATOR, SERVICE}
ADMIN = {ADMINISTRATOR}
SITTERS = {PARTNER, LEAD, WORKER, DOOR_MANAGER, MANAGER, SOCIAL, SERVICE, CLERK, ASKER}
PANEL_SETTERS = {ADMINISTRATOR, SERVICE, CLERK}
AT_THE_TABLE = {CLERK, SOCIAL, PARTNER}
"""The clerk, the chair and a member of our own family’s panel."""
RUNNERS = {CLERK, SOCIAL}
STAFF = set(VIEWERS) - {FAMILY, ANONYMOUS}
KEEPERS = {COMMISSIONER, FINANCE, SERVICE}
"""Who keep the money: they see every package, without whose it is."""
PACKAGE_READERS = {PARTNER, LEAD, WORKER, MANAGER, SOCIAL} | KEEPERS
BIDDERS = {PARTNER, LEAD, ASKER}
APPROVERS = {COMMISSIONER, MANAGER, SERVICE}
SIGNED_IN = STAFF | {FAMILY}
ANYONE = set(VIEWERS)


@dataclass(frozen=True)
class Page:
    """One page: who opens it, what it is about (nothing, for a page about no family), and how it answers."""

    roles: set[str]
    about: str = "family"
    post: bool = False
    status: int = 200


def of_family(roles: set[str], **more) -> Page:
    """A page about one family: a grant opens it, so the asker, who has none, is kept out."""
    return Page(roles - {ASKER}, **more)


def does(roles: set[str], **more) -> Page:
    """Something done to one family by a button."""
    return Page(roles - {ASKER}, post=True, **more)


def general(roles: set[str], **more) -> Page:
    """A page about no family."""
    return Page(roles, about="", **more)


PAGES: dict[str, Page] = {
    # where a day begins
    "worklists:home": general(ANYONE),
    "worklists:mine": general(STAFF),
    "worklists:team": general(OVERSEERS),
    "worklists:openings": general(REVIEWERS),
    "worklists:review_opening": general(REVIEWERS),
    "notifications:read": Page({WORKER}, about="notice", post=True),
    "config:health": general(ANYONE),
    "components:gallery": general(ANYONE),
    # asking for help
    "frontdoor:ask": general(ANYONE),
    "frontdoor:face_danger": general(ANYONE),
    "frontdoor:ask_link": general(ANYONE),
    "frontdoor:link_sent": general(ANYONE),
    "frontdoor:open_link": Page(ANYONE, about="link"),
    "frontdoor:renew_link": Page(ANYONE, about="link", post=True),
    "frontdoor:withdraw_by_link": Page(ANYONE, about="link"),
    "frontdoor:fill_in": Page({ASKER}, about="draft"),
    "frontdoor:check_answers": Page({ASKER}, about="draft"),
    "frontdoor:discard_begun": Page({ASKER}, about="draft", post=True),
    "frontdoor:see_sent": Page({ASKER}, about="sent"),
    "drafts:save": Page({ASKER}, about="draft", post=True),
    "frontdoor:list_own_requests": general(ASKERS),
    "frontdoor:list_passed_on": general(ASKERS),
    "frontdoor:see_own_request": Page({ASKER}, about="request"),
    "frontdoor:withdraw_request": Page({ASKER}, about="request"),
    # the front door, which sees every contact
    "frontdoor:list_waiting": general(DOOR),
    "frontdoor:list_outcomes": general(DOOR),
    "frontdoor:see_contact": Page(DOOR, about="contact"),
    "frontdoor:see_evidence": Page(DOOR, about="contact"),
    "frontdoor:decide": Page(DOOR, about="contact"),
    "frontdoor:note_told": Page(DOOR, about="contact", post=True),
    "frontdoor:match_person": Page(DOOR, about="contact", post=True),
    "frontdoor:place_by_hand": Page(DOOR, about="contact", post=True),
    "frontdoor:put_back": Page(DOOR, about="contact", post=True),
    "frontdoor:take_on": Page(DOOR, about="contact", post=True),
    "frontdoor:take_up_again": Page(DOOR, about="contact", post=True),
    "frontdoor:import_requests": general(DOOR),
    "frontdoor:import_template": general(DOOR),
    "frontdoor:see_import": general(DOOR),
    "frontdoor:start_take_in": general(DOOR),
    "frontdoor:take_in": Page({TAKER}, about="taking in"),
    "frontdoor:start_step_down": general(DOOR | {SOCIAL}),
    "frontdoor:step_down": Page({SOCIAL}, about="stepping down"),
    "frontdoor:see_stepped_down": Page({SOCIAL}, about="stepped down"),
    # people and families
    "people:search": general(SEARCHERS | {STEWARD}),
    "people:likely": general(SEARCHERS | {STEWARD}, post=True),
    "people:add_person": general(ADDERS),
    "people:add_family": general(ADDERS),
    "people:person": of_family(READERS),
    "people:family": of_family(READERS),
    **{
        f"people:{verb}": of_family(ADDERS)
        for verb in (
            "add_other_name",
            "correct_birth",
            "correct_details",
            "move_home",
            "note_birth",
            "rename_person",
            "state_fact",
            "end_relationship",
            "give_agreement",
            "join_family",
            "leave_family",
            "relate",
            "rename_family",
            "state_sharing_basis",
            "withdraw_agreement",
        )
    },
    # who is one person, and which is one family
    **{
        f"people:{verb}": Page(LINKERS, about="two records")
        for verb in (
            "beside",
            "join_records",
            "part_records",
            "to_sort",
            "families_beside",
            "join_families",
            "part_families",
        )
    },
    "people:list_pairs": general({STEWARD}),
    "people:list_to_sort": general({STEWARD}),
    "people:pair": general({STEWARD}),
    "people:quality": general({STEWARD}),
    "people:set_thresholds": general({STEWARD}),
    "people:drift": general({STEWARD}),
    "people:drift_of_month": general({STEWARD}),
    "people:drift_figures": general({STEWARD}),
    "people:models": general({STEWARD}),
    "people:learn_model": general({STEWARD}, post=True),
    "people:model": general({STEWARD}),
    "people:return_to_shipped_model": general({STEWARD}),
    "people:ask_about_pair": general({STEWARD}),
    "people:hand_on_pair": general({STEWARD}),
    "people:answer_question": general({WORKER}),
    "people:list_lists": general({STEWARD}),
    "people:agree_about_list": general({STEWARD}),
    "people:list_template": general({STEWARD}),
    "people:one_list": general({STEWARD}),
    "people:list_report": general({STEWARD}),
    "people:settle_row": general({STEWARD}, post=True, status=302),
    # cases
    "cases:overlap": general(OVERLOOKERS),
    "cases:overlap_figures": general(OVERLOOKERS),
    "cases:list": general(READERS),
    "cases:case": of_family(READERS),
    "cases:step_taken": of_family(READERS),
    "cases:note_involvement": of_family(ADDERS),
    "cases:end_involvement": of_family(ADDERS),
    "cases:allocate": of_family(MANAGERS),
    "cases:share_work": of_family(MANAGERS),
    "cases:end_co_work": of_family(MANAGERS),
    **{f"cases:{verb}": of_family(CARERS | DOOR) for verb in ("step_up", "change_level")},
    "cases:step_down": of_family(CARERS | DOOR, status=409),
    "cases:close": of_family(CARERS | {DOOR_MANAGER}),
    "cases:reopen": of_family(CARERS | {DOOR_MANAGER}, status=409),
    "cases:move_hub": of_family(OVERSEERS),
    "cases:list_thresholds": general(STAFF),
    "cases:thresholds": general(STAFF),
    **{
        f"cases:{verb}": general(ADMIN)
        for verb in ("copy_thresholds", "add_descriptor", "reword_descriptor", "remove_descriptor")
    },
    # assessments
    **{
        f"assessments:{page}": of_family(READERS)
        for page in ("of_case", "detail", "people", "facts", "voices", "agreement", "print_view", "print_genogram")
    },
    **{
        f"assessments:{verb}": of_family(CARERS)
        for verb in (
            "write_about",
            "write_section",
            "write_family_section",
            "record_voice",
            "note_approach",
            "write_conclusion",
            "complete",
            "add_relative",
            "relate",
            "change_fact",
            "give_agreement",
            "withdraw_agreement",
            "state_basis",
            "stop",
            "decline",
        )
    },
    "assessments:again": does(CARERS),
    "assessments:confirm_fact": does(CARERS),
    "assessments:unrelate": does(CARERS),
    # plans
    "plans:list_late": general(MANAGERS),
    "plans:plan": of_family(READERS),
    "plans:print": of_family(READERS),
    "plans:meeting": of_family(READERS),
    "plans:invitation_file": of_family(READERS),
    "plans:family_copy": of_family(READERS | {FAMILY}),
    "plans:answer_invitation": of_family({LEAD}),
    **{
        f"plans:{verb}": of_family(CARERS)
        for verb in (
            "finish_action",
            "say_not_done",
            "put_off_action",
            "take_up_action",
            "agree_action",
            "build",
            "copies",
            "give_family_copy",
            "ask_for_more",
            "end_plan",
            "change_goal",
            "set_goal",
            "cancel_meeting",
            "hold_review",
            "move_meeting",
            "plan_meeting",
            "record_meeting",
            "change_need",
            "open_need_again",
            "settle_need",
            "add_need",
            "place_needs",
            "read_scale",
            "set_scale",
            "take_up_plan",
            "note_answer",
            "leave_team",
            "ask_family",
            "invite_to_team",
            "start_plan",
            "agree_plan",
        )
    },
    "plans:make_family_copy": does(CARERS),
    # panels: of nobody where they name no family, else open to those who run the panel or read its agenda
    "panels:list": general(SITTERS | ADMIN),
    **{
        f"panels:{page}": general(PANEL_SETTERS)
        for page in ("list_kinds", "name_kind", "set_up_panel", "plan_series", "change_panel", "seat_member")
    },
    "panels:change_member": general(PANEL_SETTERS),
    "panels:end_membership": general(PANEL_SETTERS, post=True),
    "panels:figures": general({SERVICE, COMMISSIONER} | RUNNERS),
    "panels:panel": general(PANEL_SETTERS | AT_THE_TABLE),
    "panels:plan_sitting": general({SERVICE} | RUNNERS),
    **{f"panels:{page}": general({SERVICE} | AT_THE_TABLE) for page in ("sitting", "invitation_file")},
    **{f"panels:{page}": general({SERVICE} | RUNNERS) for page in ("move_sitting", "call_off_sitting")},
    **{
        f"panels:{verb}": Page(RUNNERS, about="sitting", post=True)
        for verb in ("send_papers", "put_on_agenda", "open_sitting", "attend", "rise", "sit_again", "sign_sitting")
    },
    **{f"panels:{page}": Page(RUNNERS, about="sitting") for page in ("live", "live_state", "add_addendum")},
    **{f"panels:{page}": Page(AT_THE_TABLE, about="sitting") for page in ("minutes", "print_minutes")},
    "panels:ask_panel": of_family(CARERS | DOOR),
    **{f"panels:{page}": of_family(SITTERS) for page in ("item", "letter")},
    **{
        f"panels:{verb}": of_family(RUNNERS)
        for verb in ("defer_item", "set_item_time", "merge_item", "refer_item", "withdraw_item")
    },
    **{
        f"panels:{verb}": does(RUNNERS)
        for verb in ("shift_item", "hear_apart", "lift_interest", "call_item", "decide", "take_answer_back")
    },
    "panels:say_offer": of_family({SOCIAL, PARTNER}),
    "panels:declare_interest": of_family(AT_THE_TABLE),
    "panels:choose_panel": Page({CLERK}, about="loose"),
    "panels:action": Page(RUNNERS, about="action"),
    # one family on one screen
    "record:family": of_family(SEARCHERS),
    "record:sight": of_family(SEARCHERS),
    "record:chronology": of_family(SEARCHERS),
    "record:documents": of_family(SEARCHERS),
    "record:download": of_family(SEARCHERS),
    "record:add_key_event": of_family(CARERS | {DOOR_MANAGER}),
    "record:withdraw_key_event": of_family(CARERS | {DOOR_MANAGER}),
    "record:remove_document": of_family(CARERS | DOOR),
    "record:seal": of_family({SERVICE}),
    "record:list_sealed": general({SERVICE, AUDITOR}),
    "record:see_seal": general({SERVICE, AUDITOR}),
    "record:add_name": general({SERVICE}),
    "record:take_name": general({SERVICE}),
    "record:look_at_seal": general({SERVICE}),
    "record:lift_seal": general({SERVICE}),
    "record:invite_member": of_family({WORKER, LEAD, MANAGER}),
    "record:open_beyond": Page(SEARCHERS - {LEAD}, about="known"),
    # the family's own pages
    "family:home": Page({FAMILY}, about=""),
    "family:tick": Page({FAMILY}, about=""),
    "family:take_tick_back": Page({FAMILY}, about=""),
    "family:who": Page({FAMILY}, about=""),
    "family:add_words": Page({FAMILY}, about=""),
    # who helps
    "workforce:list": general(SEARCHERS | {ADMINISTRATOR}),
    "workforce:own_profile": general(SEARCHERS | {ADMINISTRATOR}),
    "workforce:edit": general({ADMINISTRATOR, SERVICE}),
    "workforce:list_skills": general(SETTERS),
    "workforce:rename_skill": general(SETTERS),
    # packages of help and their money
    "commissioning:packages": general(STAFF),
    "commissioning:joint_funding": general(KEEPERS),
    "commissioning:start_package": of_family(CARERS),
    **{
        f"commissioning:{page}": Page(PACKAGE_READERS, about="package")
        for page in ("package", "print_package", "similar")
    },
    **{
        f"commissioning:{verb}": of_family(CARERS)
        for verb in (
            "add_aim",
            "remove_aim",
            "add_line",
            "change_line",
            "remove_line",
            "set_share",
            "remove_share",
            "propose",
            "take_back",
            "withdraw",
        )
    },
    **{
        f"commissioning:begin_{what}": Page(CARERS | {COMMISSIONER}, about="package")
        for what in ("change", "pause", "early_end", "inflation")
    },
    "commissioning:refer_up": Page(CARERS | APPROVERS, about="package"),
    **{f"commissioning:{verb}": Page(APPROVERS, about="package") for verb in ("approve", "decline")},
    **{f"commissioning:{verb}": Page({COMMISSIONER, FINANCE}, about="package") for verb in ("sign", "close_package")},
    **{
        f"commissioning:{page}": general(KEEPERS)
        for page in (
            "funds",
            "fund",
            "ledger",
            "ledger_file",
            "statement",
            "virements",
            "limits",
            "payments",
            "payment_file",
            "overview",
        )
    },
    **{f"commissioning:{verb}": general({FINANCE}) for verb in ("bring_payments", "resolve_row", "check_saving")},
    "commissioning:claim_saving": general({COMMISSIONER, SERVICE}),
    "commissioning:watch": general(STAFF),
    "commissioning:note_unmet": of_family(CARERS),
    "commissioning:note_words": of_family(CARERS),
    "commissioning:refer_to_panel": Page(CARERS | APPROVERS, about="package"),
    **{
        f"commissioning:{verb}": Page(CARERS | {COMMISSIONER}, about="package")
        for verb in ("note_delivery", "hold_review")
    },
    **{f"commissioning:{verb}": general({FINANCE}) for verb in ("open_fund", "contribute")},
    **{f"commissioning:{verb}": general({COMMISSIONER, FINANCE}) for verb in ("ask_virement", "decide_virement")},
    **{f"commissioning:{verb}": general({SERVICE}) for verb in ("give_limit", "end_limit")},
    **{f"commissioning:{page}": general(STAFF) for page in ("providers", "provider", "service")},
    **{
        f"commissioning:{verb}": general({COMMISSIONER})
        for verb in (
            "add_provider",
            "change_provider",
            "note_quality",
            "agree_contract",
            "set_rate",
            "decide_service",
        )
    },
    # grants, which name no family; a bid with an interest in it is tried in tests/grants
    **{
        f"grants:{page}": general(ANYONE)
        for page in ("told_rounds", "told_round", "awards_file", "link_sent", "open_link")
    },
    "grants:begin_bid": general(BIDDERS | {ANONYMOUS}),
    "grants:renew_link": Page(ANYONE, about="", post=True),
    **{
        f"grants:{page}": general({ASKER})
        for page in ("fill_bid", "check_bid", "bid_sent", "withdraw_sent", "fill_return")
    },
    "grants:own_bids": general(BIDDERS),
    **{f"grants:{page}": general({ASKER}) for page in ("own_bid", "withdraw_own", "begin_return")},
    **{
        f"grants:{page}": general(KEEPERS)
        for page in (
            "rounds",
            "round",
            "ranking",
            "print_ranking",
            "ranking_file",
            "round_results",
            "all_results",
            "bid",
            "letter",
            "grant",
        )
    },
    **{
        f"grants:{verb}": general({COMMISSIONER})
        for verb in (
            "set_up_round",
            "change_round",
            "add_criterion",
            "remove_criterion",
            "share_out",
            "ask_scorer",
            "let_scorer_go",
            "open_round",
            "close_round",
            "open_again",
            "start_scoring",
            "withdraw_round",
            "finish_round",
            "rule_out",
            "bring_back",
            "set_milestones",
            "ask_payment",
            "ask_return",
            "read_return",
            "finish_grant",
            "end_grant",
        )
    },
    **{f"grants:{verb}": general({COMMISSIONER, SERVICE}) for verb in ("award_round", "decide_bid")},
    **{f"grants:{page}": general({FINANCE}) for page in ("waiting_payments", "pay", "take_money_back")},
    "grants:to_score": general(BIDDERS | {COMMISSIONER, SERVICE, MANAGER, SOCIAL}),
    **{f"grants:{page}": general({MANAGER}) for page in ("scoring", "declare_interests", "score_bid")},
    # the directory, which names no family and is open to families too
    **{
        f"directory:{page}": general(SIGNED_IN)
        for page in ("list", "hubs", "hub_offer", "print_offer", "service", "print_service")
    },
    "directory:core_offer": general(SETTERS),
    "directory:core_item": general(SETTERS),
    **{f"directory:{verb}": general(SETTERS | {MANAGER}) for verb in ("change_service", "add_service")},
    "directory:check_service": general(SETTERS | {MANAGER}, post=True),
    **{
        f"directory:{verb}": general(SETTERS)
        for verb in ("keep_core_item", "change_offer", "remove_offer", "add_offer")
    },
    # places
    **{f"places:{page}": general(STAFF) for page in ("localities", "locality", "area", "find", "sites", "site")},
    **{
        f"places:{verb}": general(SETTERS)
        for verb in (
            "move_areas",
            "imports",
            "import_report",
            "change_locality",
            "close_locality",
            "reopen_locality",
            "set_hub",
            "add_locality",
            "change_site",
            "close_site",
            "reopen_site",
            "add_site",
        )
    },
    # hubs, whose figures name nobody, and whose sessions only their own staff record
    **{f"hubs:{page}": general(FIGURES) for page in ("hubs", "hub", "download_hub", "sites", "download_sites", "site")},
    **{f"hubs:{verb}": general(FIGURE_KEEPERS) for verb in ("state_fact", "set_year", "record_month")},
    **{f"hubs:{verb}": general(FIGURE_KEEPERS) for verb in ("take_in_file", "template", "file_report")},
    **{
        f"hubs:{verb}": general({SERVICE})
        for verb in (
            "timetable",
            "add_session",
            "session",
            "change_session",
            "end_session",
            "volunteers",
            "add_volunteer",
            "download_volunteers",
            "volunteer",
            "change_volunteer",
            "note_checks",
            "start_volunteer",
            "end_volunteer",
        )
    },
    "hubs:today": general({WORKER, MANAGER}),
    **{f"hubs:{page}": Page({MANAGER}, about="register") for page in ("register", "write_up")},
    **{
        f"hubs:{verb}": Page({MANAGER}, about="register", post=True)
        for verb in (
            "open_register",
            "mark_person",
            "note_postcode",
            "count_people",
            "take_away",
            "close_register",
            "cancel_register",
            "reopen_register",
        )
    },
    # need and money by place
    **{
        f"planning:{page}": general(FIGURES)
        for page in ("need", "need_csv", "need_geojson", "need_area", "indexes", "index", "index_version")
    },
    **{
        f"planning:{page}": general({PLANNER, SERVICE})
        for page in (
            "make_index",
            "change_index",
            "counts",
            "counts_template",
            "make_formula",
            "change_formula",
            "publish_formula",
            "withdraw_formula",
        )
    },
    **{
        f"planning:{page}": general(FIGURE_KEEPERS)
        for page in ("formulas", "formula", "formula_version", "formula_csv", "hub_figure")
    },
    # scenarios of sites; what is published is for everybody
    **{
        f"planning:{page}": general(FIGURES)
        for page in (
            "scenarios",
            "scenario",
            "scenario_csv",
            "scenario_geojson",
            "frontier_csv",
            "scenario_paper",
            "scenario_paper_pdf",
        )
    },
    **{
        f"planning:{verb}": general({PLANNER, SERVICE})
        for verb in ("make_scenario", "publish_scenario", "withdraw_scenario")
    },
    **{
        f"planning:{verb}": general({PLANNER, SERVICE}, post=True)
        for verb in ("stop_scenario", "ask_why", "ask_frontier", "stop_frontier", "start_with_number")
    },
    **{
        f"planning:{page}": general(ANYONE)
        for page in (
            "desk",
            "published",
            "published_plan",
            "published_csv",
            "published_frontier_csv",
            "published_plan_paper",
            "published_plan_paper_pdf",
            "public_need",
            "public_need_csv",
            "public_need_geojson",
            "published_appraisal",
            "centres_csv",
            "published_paper",
            "published_paper_pdf",
            "published_formula",
            "published_formula_csv",
            "published_formula_pdf",
        )
    },
    # weeks of outreach
    **{
        f"planning:{page}": general(FIGURES)
        for page in (
            "outreach",
            "outreach_week",
            "outreach_paper",
            "outreach_paper_pdf",
            "timetable_csv",
            "outreach_areas_csv",
        )
    },
    "planning:make_outreach": general({PLANNER, SERVICE}),
    "planning:stop_outreach": general({PLANNER, SERVICE}, post=True),
    # options side by side
    **{
        f"planning:{page}": general(FIGURES)
        for page in ("appraisals", "appraisal", "appraisal_paper", "appraisal_paper_pdf")
    },
    **{
        f"planning:{verb}": general({PLANNER, SERVICE})
        for verb in (
            "make_appraisal",
            "agree_criteria",
            "score_options",
            "add_line",
            "take_line_away",
            "name_formula",
            "publish_appraisal",
            "withdraw_appraisal",
        )
    },
    # setting up
    **{
        f"identity:{page}": general(ADMIN)
        for page in (
            "settings",
            "agencies",
            "agency",
            "change_agency",
            "add_team",
            "add_agency",
            "team",
            "users",
            "user",
            "change_user",
            "add_user",
            "roles",
            "role",
        )
    },
    **{f"identity:{verb}": general(ADMIN, post=True) for verb in ("close_user", "invite_user", "end_role")},
    "identity:accept": Page(ANYONE, about="invitation"),
    "policy:policies": general(SETTERS),
    "policy:set_policy": general(SETTERS),
}
