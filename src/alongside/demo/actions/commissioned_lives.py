"""What becomes of packages in the invented county: help that has ended, changes, words, reviews, moves of money."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import Count

from alongside.cases.rules import CaseStatus
from alongside.commissioning import actions, rules
from alongside.commissioning.models import ActualsRow, Package
from alongside.commissioning.queries.providers import service_across
from alongside.foundation.references.rules import new_id
from alongside.plans.models import Plan, Scale

from .commissioned import Table, approve, before, moment_of, settle, sign, write_package

D = rules.ReviewDecision
ENDED = 9
SAID = (
    ("family", "She comes when she says she will. Mornings are not shouting any more.", "At home, by the worker"),
    ("young", "It is the one hour where nobody asks me what is wrong.", "On a walk, in his own words"),
    ("family", "It helps, and the bus there takes an hour with the little one.", "On the telephone"),
)
SEEN = (
    (D.CARRY_ON, "Mornings have got calmer, and school has noticed.", "It does what it should, and is half-way."),
    (D.CARRY_ON, "He goes to school on four days of five.", "The worker and he have found a way."),
    (
        D.RENEW,
        "They ask for help before it gets hard. It is new and not steady yet.",
        "Three more months make it last.",
    ),
    (D.CHANGE, "She talks more, and the group is too loud for her.", "The same help, one to one."),
)
NOT_NOW = "A place in the parents’ course is free next week. Ask again if that is not enough"


def commission_before(table: Table, today: date) -> list[Package]:
    """Packages of one kind of help that ran and ended within the year, each with two readings of a family's scale."""
    open_case = {"plan__case__status": CaseStatus.OPEN, "plan__case__lead__isnull": False}
    read = Scale.objects.filter(**open_case).annotate(read=Count("readings")).filter(read__gt=1)
    usual = read.values_list("outcome").annotate(n=Count("plan", distinct=True)).order_by("-n").first()
    of_usual = read.filter(outcome=usual[0] if usual else None).select_related(
        "plan__case__family", "plan__case__lead", "outcome"
    )
    chosen = {one.plan_id: one for one in of_usual.order_by("plan__started_on", "id")[: ENDED * 3]}
    made = []
    for number, scale in enumerate(list(chosen.values())[:ENDED]):
        starts_on = today - timedelta(days=250 - 6 * number)
        package = write_package(
            table, scale.plan, table.rates[0::5][number % 8], scale=scale, number=number, starts_on=starts_on,
            weeks=26, units=1 + number % 3,
        )  # fmt: skip
        if package is not None:
            actions.propose(version=package.versions.get(), by=scale.plan.case.lead, at=before(starts_on))
            approve(table, package, at=before(starts_on))
            sign(table, package, at=before(starts_on))
            made.append(package)
    return made


def pay_in_full(table: Table, packages: list[Package], today: date) -> None:
    """Two invoices for each, which leave a little that was promised and not used; between them it is reviewed twice."""
    for number, package in enumerate(packages):
        _say(table, package, SAID[number % len(SAID)], today=today)
    _invoice(table, packages, half=1, name="spring.csv")
    for number, package in enumerate(packages):
        _review(table, package, SEEN[number % 2])
        _review(table, package, (D.END, "They do it by themselves now.", "It did what it was for."))
    _invoice(table, packages, half=2, name="autumn.csv")


def _invoice(table: Table, packages: list[Package], *, half: int, name: str) -> None:
    rows = []
    for number, package in enumerate(packages):
        line = package.signed_version.lines.select_related("provider").get()
        weeks = 12 if half == 2 and number % 2 else 13
        day, units = line.from_on + timedelta(days=91 * half - 1), line.units * weeks
        rows.append(
            f"INV-E{number:02}{half},{line.provider.name},{package.reference},,{day.isoformat()},{units},"
            f"{_pounds(int(units * line.price))}"
        )
    _bring(table, name, rows)


def live_on(table: Table, packages: list[Package], ended: list[Package], today: date) -> None:
    """Changes, words, reviews and ends of what runs and of what ran, and how the money was moved for it."""
    running = [one for one in packages if one.signed_version_id]
    for number, package in enumerate(running):
        _say(table, package, SAID[number % len(SAID)], today=today)
    _close(table, ended, today)
    _change(table, running, today)
    overdue = [one for one in running if one.review_due_on and one.review_due_on < today and one.versions.count() == 1]
    for number, package in enumerate(overdue):
        _review(table, package, SEEN[number] if number < len(SEEN) else SEEN[number % 2])
    _settle_proposals(table, packages, today)
    actions.bring_reviews(today=today, at=table.now)
    _correct_payments(table, running, today)
    _move_money(table, today)
    _decide_services(table, today)


def _say(table: Table, package: Package, said: tuple[str, str, str], *, today: date) -> None:
    whose, words, how = said
    day = min(today - timedelta(days=3), package.starts_on + timedelta(days=60))
    actions.note_words(
        package=package, whose=whose, said_on=max(day, package.starts_on), words=words, heard_how=how, id=new_id(),
        by=package.case.lead, at=moment_of(max(day, package.starts_on), 15),
    )  # fmt: skip


def _close(table: Table, ended: list[Package], today: date) -> None:
    for number, package in enumerate(ended):
        if package.ends_on >= today - timedelta(days=6):
            continue
        package.refresh_from_db()
        if number < len(ended) - 1:  # the last has passed its end, and nobody has closed it yet
            after = moment_of(package.ends_on + timedelta(days=5))
            actions.close_package(package=package, why="The help has ended as agreed", by=table.officer, at=after)


def _change(table: Table, running: list[Package], today: date) -> None:
    """A pause, new prices, an early end, and a renewal that is being written."""
    if len(running) < 8:
        return
    yesterday = moment_of(today - timedelta(days=1))
    settle(table, running[2], actions.begin_pause, from_on=today - timedelta(days=4), at=yesterday,
           until_on=today + timedelta(days=17), why="The family is with its grandparents for three weeks")  # fmt: skip
    settle(table, running[3], actions.begin_inflation, from_on=today + timedelta(days=9), hundredths=350, at=yesterday,
           why="The provider’s prices rise as its contract says")  # fmt: skip
    settle(table, running[4], actions.begin_early_end, last_on=today + timedelta(days=13), at=yesterday,
           why="It worked sooner than we thought: school and family want to go on by themselves")  # fmt: skip
    actions.begin_change(package=running[5], why="Half a year more, one hour a week", is_renewal=True,
                         by=running[5].case.lead, at=yesterday)  # fmt: skip


def _review(table: Table, package: Package, seen: tuple[D, str, str]) -> None:
    decision, changed, why = seen
    package.refresh_from_db()
    actions.hold_review(
        package=package, held_on=package.review_due_on or package.ends_on, decision=decision, what_changed=changed,
        family_view=package.words.order_by("-said_on").first().words, why=why, by=table.commissioner,
        at=moment_of(package.review_due_on or package.ends_on, 14),
    )  # fmt: skip


def _settle_proposals(table: Table, packages: list[Package], today: date) -> None:
    """One proposal is put to the panel, one is referred up, and one is declined."""
    waits = [one for one in packages if not one.signed_version_id and one.versions.get().status == "proposed"]
    for package in waits:
        version = package.versions.get()
        actions.refer_up(version=version, to=table.commissioner, why="It is above the hub’s limit",
                         by=package.case.lead, at=table.now - timedelta(days=3))  # fmt: skip
        actions.refer_to_panel(version=version, why="May the family have this help, and is it the right one?",
                               by=package.case.lead, at=table.now - timedelta(days=2))  # fmt: skip
    others = Plan.objects.filter(case__status=CaseStatus.OPEN, case__lead__isnull=False, scales__isnull=False)
    others = others.exclude(case__in=[one.case_id for one in packages]).select_related("case__lead", "case__family")
    for plan in others.order_by("-reference")[:1]:
        starts_on = today + timedelta(days=14)
        scale = plan.scales.select_related("plan", "outcome").order_by("position").first()
        package = write_package(
            table, plan, table.rates[3], scale=scale, number=1, starts_on=starts_on, weeks=12, units=3
        )
        if package is not None:
            actions.propose(version=package.versions.get(), by=plan.case.lead, at=table.now - timedelta(days=9))
            actions.decline(version=package.versions.get(), why=NOT_NOW, by=table.commissioner,
                            at=table.now - timedelta(days=6))  # fmt: skip


def _correct_payments(table: Table, running: list[Package], today: date) -> None:
    """A credit note comes back from a provider, and one invoice that was nobody's is sent back."""
    paid = next((one for one in running if one.deliveries.exists()), None)
    if paid is not None:
        line = paid.signed_version.lines.select_related("provider").order_by("position").first()
        day = (today - timedelta(days=2)).isoformat()
        _bring(
            table, "credit-notes.csv", [f"CN-1,{line.provider.name},{paid.reference},,{day},,-{_pounds(line.price)}"]
        )
    for row in ActualsRow.objects.filter(status="mismatch", package__isnull=True).order_by("number")[:1]:
        actions.send_row_back(row=row, why="No package of ours has this reference", by=table.officer, at=table.now)


def _move_money(table: Table, today: date) -> None:
    """One move of money made by a second person, and one that waits for one."""
    early, edge, complex_needs = table.funds
    year = rules.year_of(today)
    asked = {"from_year": year, "to_year": year}
    made = actions.ask_virement(
        from_fund=complex_needs, to_fund=early, amount=1_500_000, id=UUID(int=table.chance.getrandbits(128)),
        why="More families ask early; fewer need what the joint fund is for", by=table.officer,
        at=table.now - timedelta(days=30), **asked,
    )  # fmt: skip
    actions.decide_virement(
        virement=made, is_made=True, why="Agreed by the partners", by=table.commissioner,
        at=table.now - timedelta(days=28),
    )  # fmt: skip
    actions.ask_virement(
        from_fund=edge, to_fund=early, amount=800_000, id=UUID(int=table.chance.getrandbits(128)),
        why="Underspend projected in the edge of care fund", by=table.commissioner, at=table.now - timedelta(days=2),
        **asked,
    )  # fmt: skip


def _decide_services(table: Table, today: date) -> None:
    """One service is recommissioned across packages, and one is ended."""
    for number, decision, why in (
        (0, D.RENEW, "Families came further than with anything else at the price, and ask for it by name."),
        (2, D.END, "Getting Help is free from health since spring: nobody needs to buy it. Families keep theirs."),
    ):
        service = table.rates[number].service
        across = service_across(service_id=service.id, today=today)
        actions.decide_service(
            service=service, decision=decision, why=why, from_on=date(rules.year_of(today) + 1, 4, 1),
            seen={"running": across.running, "ended": across.ended, "cost": across.cost, "spent": across.spent},
            id=UUID(int=table.chance.getrandbits(128)), by=table.commissioner, at=table.now - timedelta(days=12),
        )  # fmt: skip


def _bring(table: Table, name: str, rows: list[str]) -> None:
    content = "\n".join(["Invoice,Provider,Package,Line,Date,Units,Amount", *rows]).encode()
    actions.bring_payments(name=name, content=content, by=table.officer, at=table.now)


def _pounds(pence: int | Decimal) -> str:
    return f"{int(pence) // 100}.{int(pence) % 100:02}"
