"""A plan, as its page reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils import timezone

from alongside.foundation.components.presenters import DuePresenter, say_day

from .. import rules
from ..queries import WholePlan, agency_of, name_of, owner_of, said_by
from .wording import list_links, say_about, say_count, say_moment, say_source, task_of

PLAN_TAGS = {"draft": "yellow", "active": "green", "paused": "purple", "ended": "grey"}
NEED_TAGS = {"open": "blue", "met": "green", "carried": "turquoise", "not_met": "grey", "left": "grey"}
ACTION_TAGS = {"to_do": "", "done": "green", "not_done": "grey"}
ANSWER_TAGS = {"waiting": "yellow", "accepted": "green", "declined": "grey"}


@dataclass(frozen=True)
class Step:
    """What to do next with the plan, and where."""

    words: str
    button: str = ""
    href: str = ""
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanPage:
    """Everything that the page of one plan says."""

    reference: str
    family_name: str
    case_reference: str
    status: str
    status_tag: str
    is_draft: bool
    lead: str
    lead_about: str
    started: str
    agreed: str
    ended: str
    ended_why: str
    next_step: Step
    review_due: DuePresenter | None
    review_rule: str
    next_meeting: dict | None
    outcomes: list[dict]
    goals: list[dict]
    team: list[dict]
    former_team: list[dict]
    scales: list[dict]
    chart: list[dict]
    meetings: list[dict]
    copy: dict | None
    copy_rule: str
    family_words: list[dict]
    lacks: tuple[str, ...]
    action_rule: str
    drift_rule: str = ""
    tasks: list[dict] = field(default_factory=list)
    may_write: bool = False
    may_hold: bool = False
    may_take_up: bool = False
    invitation: bool = False

    @classmethod
    def of(
        cls,
        whole: WholePlan,
        *,
        viewer,
        may_write: bool,
        may_hold: bool,
        drift_rule: str,
        policy: rules.PlansPolicy,
        today: date,
    ) -> PlanPage:
        plan = whole.plan
        status = rules.PlanStatus(plan.status)
        maker = _Maker(whole, viewer=viewer, may_write=may_write, policy=policy, today=today)
        is_on = rules.is_being_worked_on(status)
        return cls(
            reference=plan.reference,
            family_name=plan.case.family.name,
            case_reference=plan.case.reference,
            status=rules.PLAN_STATUS_WORDS[status],
            status_tag=PLAN_TAGS[status],
            is_draft=status == rules.PlanStatus.DRAFT,
            lead=plan.case.lead.name if plan.case.lead else "",
            lead_about=say_about(plan.case.lead) if plan.case.lead else "",
            started=say_day(plan.started_on),
            agreed=say_day(plan.agreed_on),
            ended=say_day(plan.ended_on),
            ended_why=plan.ended_why,
            next_step=maker.next_step(may_hold=may_hold),
            review_due=DuePresenter.of(plan.review_due_on, today=today) if is_on else None,
            review_rule=rules.review_rule_words(policy) if whole.held else rules.first_meeting_rule_words(policy),
            next_meeting=maker.next_meeting(),
            outcomes=maker.outcomes(),
            goals=[maker.goal(one) for one in whole.goals if one.need_id is None],
            team=[maker.member(one) for one in whole.team_now],
            former_team=[maker.member(one) for one in whole.team if one.left_on is not None],
            scales=[maker.scale(one) for one in whole.scales],
            chart=[maker.chart_row(one) for one in whole.scales],
            meetings=[maker.meeting(one) for one in whole.held],
            copy=maker.copy(),
            copy_rule=rules.copy_rule_words(policy),
            family_words=[
                {"who": one.person.full_name, "words": one.words, "when": say_moment(one.at)}
                for one in whole.family_words
            ],
            lacks=whole.lacks if status == rules.PlanStatus.DRAFT else (),
            action_rule=rules.action_rule_words(policy),
            drift_rule=drift_rule,
            tasks=maker.tasks(),
            may_write=may_write,
            may_hold=may_hold,
            may_take_up=may_hold and status == rules.PlanStatus.ENDED,
            invitation=any(one.user_id == viewer.id and one.answer == rules.Answer.WAITING for one in whole.team_now),
        )


class _Maker:
    """Makes the parts of the page from the rows."""

    def __init__(self, whole: WholePlan, *, viewer, may_write: bool, policy: rules.PlansPolicy, today: date):
        self.whole, self.viewer, self.may_write, self.policy, self.today = whole, viewer, may_write, policy, today
        self.reference = whole.plan.reference

    def at(self, name: str, *args) -> str:
        return reverse(f"plans:{name}", args=[self.reference, *args])

    def next_step(self, *, may_hold: bool) -> Step:
        plan, status = self.whole.plan, rules.PlanStatus(self.whole.plan.status)
        if status == rules.PlanStatus.ENDED:
            return Step(
                "This plan has ended. It stays as it was.",
                "Take the plan up again" if may_hold else "",
                self.at("take_up_plan"),
            )
        if status == rules.PlanStatus.PAUSED:
            return Step("Social care is helping this family now. The plan waits as it is.")
        if not self.may_write:
            return Step(
                f"Ask {plan.case.lead.name} about this plan."
                if plan.case.lead
                else "This family waits for a lead professional."
            )
        meeting = self.whole.next_meeting
        if meeting is not None and timezone.localtime(meeting.planned_at).date() <= self.today:
            return Step(
                "The meeting is today or has been: hold it here.",
                "Hold the meeting",
                self.at("hold_review", meeting.reference),
            )
        if status == rules.PlanStatus.DRAFT and self.whole.lacks:
            return Step(
                "Build the plan with the family.", "Go on building the plan", self.at("build"), self.whole.lacks
            )
        if status == rules.PlanStatus.DRAFT:
            return Step(
                "The plan has all it needs. When the family and the team agree it, say so.",
                "Agree the plan",
                self.at("agree_plan"),
            )
        due = self._copy_due()
        if due is not None:
            button = "Make the family’s copy" if due.made_at is None else "Give the family its copy"
            return Step("The family waits for its copy of the plan.", button, self.at("copies"))
        if meeting is None:
            return Step("No meeting is planned.", "Plan the next meeting", self.at("plan_meeting"))
        return Step(
            f"The team meets on {say_moment(meeting.planned_at)}.",
            "See the meeting",
            self.at("meeting", meeting.reference),
        )

    def _copy_due(self):
        return next((one for one in self.whole.copies if one.given_on is None), None)

    def tasks(self) -> list[dict]:
        whole = self.whole
        open_needs = [one for one in whole.needs if one.status == rules.NeedStatus.OPEN]
        unplaced = sum(1 for one in open_needs if one.outcome_id is None)
        acted = {one.need_id for one in whole.actions} | {one.goal.need_id for one in whole.actions if one.goal}
        without = sum(1 for one in open_needs if one.id not in acted)
        asked = sum(1 for one in whole.team_now if one.person_id is None)
        return [
            task_of(
                "What is to get better",
                self.at("place_needs") if whole.needs else self.at("add_need"),
                bool(open_needs) and not unplaced,
                f"{say_count(len(open_needs), 'need')}"
                + (f", {unplaced} not under an outcome yet" if unplaced else ""),
            ),
            task_of(
                "What the family wants", self.at("set_goal"), bool(whole.goals), say_count(len(whole.goals), "goal")
            ),
            task_of(
                "Who does what",
                self.at("agree_action"),
                bool(open_needs) and not without,
                say_count(len(whole.actions), "action")
                + (f", {say_count(without, 'need')} without one" if without else ""),
            ),
            task_of(
                "Who is in the team",
                self.at("invite_to_team"),
                asked > 1,
                say_count(len(whole.team_now), "person", "people"),
            ),
            task_of(
                "The family’s own scales",
                self.at("set_scale"),
                bool(whole.scales),
                say_count(len(whole.scales), "scale"),
            ),
            task_of(
                "When the team meets",
                self.at("plan_meeting"),
                whole.next_meeting is not None or bool(whole.held),
                say_moment(whole.next_meeting.planned_at) if whole.next_meeting else "No meeting is planned",
            ),
        ]

    def outcomes(self) -> list[dict]:
        found = []
        for outcome in [*self.whole.outcomes, None]:
            key = outcome.id if outcome else None
            needs = [self.need(one) for one in self.whole.needs if one.outcome_id == key]
            if needs:
                found.append({"title": outcome.title if outcome else "Not under an outcome yet", "needs": needs})
        return found

    def need(self, need) -> dict:
        goals = [one for one in self.whole.goals if one.need_id == need.id]
        actions = [one for one in self.whole.actions if need.id in {one.need_id, one.goal and one.goal.need_id}]
        status = rules.NeedStatus(need.status)
        links = []
        if self.may_write and status == rules.NeedStatus.OPEN:
            links = [
                ("Agree an action", f"{self.at('agree_action')}?about=need-{need.position}"),
                ("Change this need", self.at("change_need", need.position)),
                ("Say what came of it", self.at("settle_need", need.position)),
            ]
        elif self.may_write:
            links = [("Work on it again", self.at("open_need_again", need.position))]
        return {
            "id": f"need-{need.position}",
            "words": need.words,
            "who": need.person.full_name if need.person else "The whole family",
            "strengths": need.strengths,
            "source": say_source(need),
            "status": rules.NEED_STATUS_WORDS[status],
            "tag": NEED_TAGS[status],
            "evidence": need.evidence,
            "settled": say_day(need.settled_on),
            "goals": [self.goal(one) for one in goals],
            "actions": [self.action(one) for one in actions],
            "links": list_links(links, need.words),
        }

    def goal(self, goal) -> dict:
        return {
            "words": goal.words,
            "who": said_by(goal),
            "measure": goal.measure,
            "by": say_day(goal.by_on),
            "source": say_source(goal),
            "lacks": rules.what_goal_lacks(measure=goal.measure, by_on=goal.by_on, has_need=goal.need_id is not None),
            "href": self.at("change_goal", goal.position) if self.may_write else "",
        }

    def action(self, action) -> dict:
        status = rules.ActionStatus(action.status)
        is_mine = action.owner_id == self.viewer.id
        is_late = rules.is_action_overdue(status=status, due_on=action.due_on, today=self.today, policy=self.policy)
        links = []
        is_on = rules.is_being_worked_on(rules.PlanStatus(self.whole.plan.status))
        if is_on and status == rules.ActionStatus.TO_DO and (is_mine or self.may_write):
            links = [
                ("Done", self.at("finish_action", action.position)),
                ("Not done", self.at("say_not_done", action.position)),
            ]
            if self.may_write:
                links.append(("Change the day", self.at("put_off_action", action.position)))
        elif self.may_write and is_on:
            links = [("Take it up again", self.at("take_up_action", action.position))]
        return {
            "what": action.what,
            "who": owner_of(action),
            "from": self._from(action),
            "due": DuePresenter.of(action.due_on, today=self.today) if status == rules.ActionStatus.TO_DO else None,
            "status": self._done(action)
            if status == rules.ActionStatus.DONE
            else rules.ACTION_STATUS_WORDS[status].split(",")[0],
            "tag": ACTION_TAGS[status],
            "is_late": is_late,
            "words": action.what_came or action.not_done_why,
            "is_mine": is_mine,
            "links": list_links(links, action.what),
            "rule": rules.action_rule_words(self.policy),
        }

    def _from(self, action) -> str:
        if action.owner is not None:
            return action.owner.agency.name if action.owner.agency else ""
        return "the family" if action.owner_person_id else action.owner_agency

    def _done(self, action) -> str:
        return f"Done {say_day(timezone.localtime(action.done_at).date())}"

    def member(self, one) -> dict:
        is_lead = one.user_id is not None and one.user_id == self.whole.plan.case.lead_id
        links = []
        if self.may_write and one.left_on is None:
            if one.answer == rules.Answer.WAITING and one.user_id is None:
                links.append(("Note their answer", self.at("note_answer", one.id)))
            if not is_lead:
                links.append(("End their part", self.at("leave_team", one.id)))
        return {
            "name": name_of(one),
            "part": one.part,
            "from": agency_of(one),
            "ring": one.user.phone if one.user else "",
            "answer": rules.ANSWER_WORDS[rules.Answer(one.answer)],
            "tag": ANSWER_TAGS[one.answer],
            "left": say_day(one.left_on),
            "links": list_links(links, name_of(one)),
        }

    def next_meeting(self) -> dict | None:
        meeting = self.whole.next_meeting
        return self.meeting(meeting) if meeting is not None else None

    def meeting(self, meeting) -> dict:
        return {
            "kind": rules.MEETING_KIND_WORDS[rules.MeetingKind(meeting.kind)],
            "when": say_day(meeting.held_on) if meeting.held_on else say_moment(meeting.planned_at),
            "place": meeting.place,
            "link": meeting.link,
            "href": self.at("meeting", meeting.reference),
            "family_voice": meeting.family_voice,
            "young_voice": meeting.young_voice,
            "changed": meeting.changed,
        }

    def scale(self, scale) -> dict:
        return {
            "name": scale.name,
            "one": scale.one_means,
            "ten": scale.ten_means,
            "who": scale.person.full_name if scale.person else "The family together",
            "readings": [[say_day(one.read_on), one.value, one.said_by] for one in scale.readings.all()],
            "href": self.at("read_scale", scale.position) if self.may_write else "",
        }

    def chart_row(self, scale) -> dict:
        marks = [[say_day(one.read_on), one.value] for one in scale.readings.all()]
        return {"label": scale.name, "marks": marks, "low": scale.one_means, "high": scale.ten_means}

    def copy(self) -> dict | None:
        due = self._copy_due()
        if due is not None:
            return {
                "number": due.number,
                "due": DuePresenter.of(due.due_on, today=self.today),
                "is_made": due.made_at is not None,
                "given": "",
                "href": self.at("family_copy", due.number) if due.made_at else "",
            }
        if not self.whole.copies:
            return None
        last = self.whole.copies[0]
        return {
            "number": last.number,
            "due": None,
            "is_made": True,
            "given": f"{say_day(last.given_on)}, {last.given_how}",
            "href": self.at("family_copy", last.number),
        }
