"""How one package reads."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from django.urls import reverse

from alongside.foundation.components.presenters import DuePresenter, say_day

from .. import rules
from ..rules import costing, timing
from .wording import (
    PACKAGE_TAGS,
    VERSION_TAGS,
    number,
    percent,
    pounds,
    short_pounds,
    signed_pounds,
    span,
    units_words,
)

if TYPE_CHECKING:
    from ..queries.packages import WholePackage

SHARE_COLUMNS = ["Fund", "Year", number("Share"), number("Committed"), number("Paid")]
DELIVERY_COLUMNS = ["What", "Planned by now", "Given", "Known until"]
VERSION_COLUMNS = ["Version", "Where it stands", number("Cost"), number("Difference"), "Who"]
LINE_COLUMNS = ["What", "Who gives it", "How much", "When", number("One costs"), number("In all")]


@dataclass(frozen=True)
class Reader:
    """What the viewer may do and see of a package."""

    shows_family: bool
    agreed: str = ""
    may_write: bool = False
    may_approve: bool = False
    may_sign: bool = False
    may_watch: bool = False
    may_change: bool = False
    limit: int | None = None
    is_own_proposal: bool = False
    sees_money: bool = False


@dataclass(frozen=True)
class PackagePage:
    """A package with its aims, lines, shares, versions and what is next."""

    reference: str
    heading: str
    caption: str
    status: str
    status_tag: str
    days: str
    cost: str
    version: str
    version_status: str
    version_tag: str
    version_why: str
    difference: str
    case_reference: str
    next: dict
    buttons: list[dict]
    aims: list[dict]
    line_rows: list[list]
    lines: list[dict]
    total: str
    term_rows: list[dict]
    share_rows: list[list]
    share_total: str
    shares_problem: str
    versions: list[list]
    delivery_rows: list[list]
    alerts: list[str]
    said: list[dict]
    reviews: list[dict]
    review_due: DuePresenter | None
    review_words: str
    review_rule: str
    is_draft: bool
    is_running: bool
    shows_family: bool
    may_write: bool
    may_watch: bool
    may_change: bool
    shares_columns: tuple = tuple(SHARE_COLUMNS)
    lines_columns: tuple = tuple(LINE_COLUMNS)

    @classmethod
    def of(cls, whole: WholePackage, *, reader: Reader, today: date, policy: rules.CommissioningPolicy) -> PackagePage:
        package, version = whole.package, whole.version
        is_draft = version.status == rules.VersionStatus.DRAFT
        deliveries, alerts = _deliveries(whole, reader, today, policy)
        status = rules.PackageStatus(package.status)
        return cls(
            reference=package.reference,
            heading=package.title if reader.shows_family else f"Package {package.reference}",
            caption=package.case.family.name if reader.shows_family else _where(package),
            status=_status(whole, today),
            status_tag=PACKAGE_TAGS[status],
            days=span(package.starts_on, package.ends_on),
            cost=short_pounds(package.cost) if package.signed_version_id else "",
            version=f"Version {version.number}: {rules.VERSION_KIND_WORDS[version.kind].lower()}",
            version_status=rules.VERSION_STATUS_WORDS[version.status],
            version_tag=VERSION_TAGS[version.status],
            version_why=version.why if reader.shows_family else "",
            difference=signed_pounds(version.cost - package.cost) if version.number > 1 else "",
            case_reference=package.case.reference if reader.shows_family else "",
            next=_next(whole, reader),
            buttons=_buttons(whole, reader, today),
            aims=[_aim(one, reader) for one in whole.aims],
            line_rows=[_line_row(one, reader) for one in whole.lines],
            lines=[{"id": one.id, "what": one.what} for one in whole.lines],
            total=pounds(sum(one.cost for one in whole.lines)),
            term_rows=[_term(one, is_alone=_are_percentages(whole.terms)) for one in whole.terms],
            share_rows=_shares(whole, reader),
            share_total=pounds(sum(whole.parts.values())),
            shares_problem=whole.shares_problem if is_draft and whole.lines else "",
            versions=[_version(one) for one in whole.versions],
            delivery_rows=deliveries,
            alerts=alerts,
            said=[_said(one) for one in whole.said] if reader.shows_family else [],
            reviews=[_review(one, reader) for one in whole.reviews],
            review_due=DuePresenter.of(package.review_due_on, today=today) if package.review_due_on else None,
            review_words=rules.REVIEW_KIND_WORDS.get(package.review_kind, ""),
            review_rule=timing_words(policy),
            is_draft=is_draft and reader.may_write,
            is_running=status is rules.PackageStatus.RUNNING,
            shows_family=reader.shows_family,
            may_write=reader.may_write,
            may_watch=reader.may_watch and status is rules.PackageStatus.RUNNING,
            may_change=reader.may_change,
        )


def say_agreed(agreed) -> str:
    """What a panel agreed for a package that it began."""
    if agreed is None:
        return ""
    return (
        f"{agreed.panel} agreed it up to {short_pounds(agreed.pence)} (item {agreed.reference}): "
        "up to that it needs no second approval."
    )


def _where(package) -> str:
    return f"A family in {package.case.locality.name}" if package.case.locality else "A family"


def timing_words(policy: rules.CommissioningPolicy) -> str:
    """The rule for reviews, as pages print it."""
    return (
        f"A package comes back to the table {policy.first_review_months} months after its start, then every "
        f"{policy.later_review_months} months, and {policy.before_end_weeks} weeks before it ends (local policy)"
    )


def _status(whole: WholePackage, today: date) -> str:
    signed = next((one for one in whole.versions if one.status == rules.VersionStatus.SIGNED), None)
    is_pause = signed is not None and signed.kind == rules.VersionKind.PAUSE and signed.until_on is not None
    if is_pause and signed.from_on <= today <= signed.until_on:
        return f"Paused until {say_day(signed.until_on)}"
    status = rules.PackageStatus(whole.package.status)
    return rules.say_package_status(status, starts_on=whole.package.starts_on, today=today)


def _next(whole: WholePackage, reader: Reader) -> dict:
    version = whole.version
    match version.status:
        case rules.VersionStatus.DRAFT:
            words = _missing(whole) or "It is whole: propose it for approval."
            return {"words": f"{reader.agreed} {words}".strip()}
        case rules.VersionStatus.PROPOSED:
            whom = f" by {version.referred_to.name}" if version.referred_to else ""
            return {"words": f"It waits for approval{whom}. {_limit_words(reader)}".strip()}
        case rules.VersionStatus.APPROVED:
            return {"words": "It is approved. When it is signed, its money is committed."}
        case rules.VersionStatus.DECLINED:
            return {"words": f"It was declined: {version.settled_why}" if reader.shows_family else "It was declined."}
        case rules.VersionStatus.WITHDRAWN:
            return {"words": "It was withdrawn."}
    return {"words": _after_review(whole)}


_TO_WRITE = {
    rules.ReviewDecision.RENEW: "renew it. The renewal is still to be written and proposed",
    rules.ReviewDecision.CHANGE: "change it. The change is still to be written and proposed",
    rules.ReviewDecision.END: "end it. Its last day is still to be written and proposed, unless it runs to its end",
}


def _after_review(whole: WholePackage) -> str:
    """What the last review decided, until somebody has begun the version that follows from it."""
    review = whole.reviews[0] if whole.reviews else None
    if review is None or whole.package.status != rules.PackageStatus.RUNNING or review.decision not in _TO_WRITE:
        return ""
    if any(one.written_at > review.at for one in whole.versions):
        return ""
    return f"The review of {say_day(review.held_on)} decided to {_TO_WRITE[review.decision]}."


def _limit_words(reader: Reader) -> str:
    if not reader.may_approve:
        return ""
    if reader.is_own_proposal:
        return "You proposed it, so someone else approves it."
    if reader.limit is None:
        return "You hold no delegated limit: refer it up."
    return f"You may approve up to {short_pounds(reader.limit)}."


def _missing(whole: WholePackage) -> str:
    if not whole.aims:
        return "Say first what the package should achieve."
    if not whole.lines and whole.version.kind != rules.VersionKind.EARLY_END:
        return "Add a line: what is given, by whom, and what it costs."
    if whole.shares_problem:
        return f"Say which funds pay. {whole.shares_problem}."
    return ""


def _buttons(whole: WholePackage, reader: Reader, today: date) -> list[dict]:
    version, reference = whole.version, whole.package.reference
    found = []

    def add(is_there: bool, text: str, verb: str, kind: str = "secondary") -> None:
        if is_there:
            found.append({"text": text, "href": reverse(f"commissioning:{verb}", args=[reference]), "kind": kind})

    status = version.status
    is_draft, waits = status == rules.VersionStatus.DRAFT, status == rules.VersionStatus.PROPOSED
    add(is_draft and reader.may_write and not _missing(whole), "Propose it", "propose", "")
    add(waits and reader.may_approve and not reader.is_own_proposal, "Approve", "approve", "")
    add(waits and (reader.may_approve or reader.may_write), "Refer up", "refer_up")
    add(waits and (reader.may_approve or reader.may_write), "Put it to the panel", "refer_to_panel")
    add(_may_close(whole, today) and reader.may_sign, "Close it", "close_package", "")
    add(waits and reader.may_approve, "Decline", "decline")
    add(status == rules.VersionStatus.APPROVED and reader.may_sign, "Sign", "sign", "")
    add(status in {rules.VersionStatus.PROPOSED, rules.VersionStatus.APPROVED} and reader.may_write,
        "Take back to change it", "take_back")  # fmt: skip
    add(is_draft and reader.may_write, "Withdraw", "withdraw")
    if reader.may_change and _after_review(whole):
        is_end = whole.reviews[0].decision == rules.ReviewDecision.END
        add(is_end, "Write its last day", "begin_early_end", "")
        add(not is_end, "Write the new version", "begin_change", "")
    return found


def _may_close(whole: WholePackage, today: date) -> bool:
    package, version = whole.package, whole.version
    is_signed = package.status == rules.PackageStatus.RUNNING and version.status == rules.VersionStatus.SIGNED
    return is_signed and package.ends_on < today


def _aim(aim, reader: Reader) -> dict:
    moved = ""
    if aim.first is not None and aim.latest is not None and reader.shows_family:
        moved = f"{aim.first} at first, {aim.latest} now"
    return {
        "id": aim.id,
        "outcome": aim.outcome.title,
        "measure": aim.measure if reader.shows_family else "",
        "scale": (aim.scale.name if aim.scale_id else "") if reader.shows_family else "",
        "moved": moved,
    }


def _line_row(line, reader: Reader) -> list:
    what = line.what if reader.shows_family else (line.service.name if line.service else "A line")
    provider = {
        "text": line.provider.name,
        "href": reverse("commissioning:provider", args=[line.provider.reference]),
    }
    return [what, provider, units_words(line), span(line.from_on, line.until_on), pounds(line.price), pounds(line.cost)]


def _are_percentages(terms) -> bool:
    return all(one.basis == rules.Basis.PERCENT for one in terms)


def _term(term, *, is_alone: bool) -> dict:
    words = {
        rules.Basis.PERCENT: f"{percent(term.hundredths)} of {'the cost' if is_alone else 'what the others leave'}",
        rules.Basis.FIXED: f"{short_pounds(term.amount)}, fixed",
        rules.Basis.CAPPED: f"{percent(term.hundredths)}, up to {short_pounds(term.amount)}",
        rules.Basis.PER_LINE: "One line, whole",
    }[rules.Basis(term.basis)]
    return {"id": term.id, "fund": term.fund.name, "words": words}


def _fund(fund, year: int, reader: Reader) -> dict:
    """A fund that pays, with the way to its page for those who may see it."""
    href = reverse("commissioning:fund", args=[fund.reference]) + f"?year={year}"
    return {"text": fund.name, "href": href} if reader.sees_money else {"text": fund.name}


def _shares(whole: WholePackage, reader: Reader) -> list[list]:
    shares: dict[tuple, int] = defaultdict(int)
    committed: dict[tuple, int] = defaultdict(int)
    spent: dict[tuple, int] = defaultdict(int)
    for (_, fund, year), amount in whole.parts.items():
        shares[fund, year] += amount
    for (_, fund, year), has in whole.held.items():
        committed[fund, year] += has.committed
        spent[fund, year] += has.spent
    keys = sorted({*shares, *committed}, key=lambda one: (one[1], whole.funds[one[0]].name))
    return [
        [
            _fund(whole.funds[fund], year, reader),
            rules.year_words(year),
            pounds(shares[fund, year]),
            pounds(committed[fund, year]),
            pounds(spent[fund, year]),
        ]
        for fund, year in keys
    ]


def _version(version) -> list:
    who = ""
    if version.signed_by:
        who = f"Signed by {version.signed_by.name}, {say_day(version.signed_at.date())}"
    elif version.proposed_by:
        who = f"Proposed by {version.proposed_by.name}, {say_day(version.proposed_at.date())}"
    else:
        who = f"Begun by {version.written_by.name}, {say_day(version.written_at.date())}"
    approval = getattr(version, "approval", None)
    if approval is not None:
        who += f". Approved by {approval.panel_words or approval.by.name}"
    return [
        f"{version.number}: {rules.VERSION_KIND_WORDS[version.kind]}",
        {"text": rules.VERSION_STATUS_WORDS[version.status], "tag": VERSION_TAGS[version.status]},
        pounds(version.cost),
        signed_pounds(version.difference) if version.number > 1 else "",
        who,
    ]


def _deliveries(whole: WholePackage, reader: Reader, today: date, policy) -> tuple[list[list], list[str]]:
    signed = next((one for one in whole.versions if one.status == rules.VersionStatus.SIGNED), None)
    if signed is None:
        return [], []
    if not reader.shows_family:
        names = {line.thread: line.service.name if line.service else "A line" for line in signed.lines.all()}
    else:
        names = {line.thread: line.what for line in signed.lines.all()}
    by_thread = defaultdict(list)
    for line in signed.lines.all():
        by_thread[line.thread].append(line)
    rows, alerts = [], []
    for thread, lines in by_thread.items():
        planned = sum((costing.units_by(one.costed, today) for one in lines), Fraction(0))
        given, until = whole.delivered.get(thread, (None, None))
        weeks = (min(today, lines[-1].until_on) - lines[0].from_on).days // 7
        alert = timing.delivery_alert(
            planned=planned,
            delivered=None if given is None else Fraction(given),
            weeks_since_start=weeks,
            policy=policy,
        )
        if alert is not None and whole.package.status == rules.PackageStatus.RUNNING:
            alerts.append(f"{names[thread]}: {rules.ALERT_WORDS[alert][0].lower()}{rules.ALERT_WORDS[alert][1:]}")
        rows.append(
            [
                names[thread],
                f"{float(planned):.4g} {rules.UNIT_WORDS[lines[0].unit]}",
                "Not heard" if given is None else f"{given.normalize():f}",
                say_day(until),
            ]
        )
    if whole.package.status == rules.PackageStatus.RUNNING and whole.package.ends_on < today:
        alerts.append(rules.ALERT_WORDS[rules.AlertKind.PAST_ITS_END])
    return rows, alerts


def _said(one) -> dict:
    who = "The family" if one.whose == "family" else "The young person"
    return {"who": who, "when": say_day(one.said_on), "how": one.heard_how, "words": one.words}


def _review(one, reader: Reader) -> dict:
    return {
        "title": f"{rules.REVIEW_KIND_WORDS[one.kind]}: {rules.REVIEW_DECISION_WORDS[one.decision].lower()}",
        "when": say_day(one.held_on),
        "by": one.by.name,
        "words": f"{one.what_changed}\n\nThe family: {one.family_view}\n\nWhy: {one.why}"
        if reader.shows_family
        else "",
        "money": f"{short_pounds(one.spent)} paid and {short_pounds(one.committed)} committed on that day",
    }
