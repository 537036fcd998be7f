"""Agreeing about an agency's list, taking it in, and saying of a row whether it is somebody."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from alongside.foundation.audit.actions import record
from alongside.foundation.identity.models import Agency, User
from alongside.foundation.policy.queries import policy_on

from .. import access, gateways, rules
from ..models import ListAgreement, ListRow, ListRun
from ..queries.evidence import known_of_people
from ..queries.ones import leading_of_people
from ..queries.weighing import Weighing, weighing_now
from .refusals import PeopleRefused, tidy

BATCH = 5_000
FEW = 5_000
"""A register so small is compared nearly wholly; in a larger one, only with whoever comes near."""
ENDED = (rules.RunStatus.DONE, rules.RunStatus.FAILED)


@transaction.atomic
def agree_about_list(
    *,
    agency: Agency,
    title: str,
    service: str,
    agreed: str,
    keeps_days: int,
    from_on: date,
    until_on: date,
    by: User,
    at: datetime,
) -> ListAgreement:
    """Write down what an agency and the county agreed about one list; doing so twice writes it once."""
    _refuse_unless_steward(by)
    title, service, agreed = tidy(title), tidy(service), tidy(agreed)
    if not title or not service or not agreed:
        raise PeopleRefused("Say what the list is called, which service it shows, and what was agreed")
    if until_on < from_on:
        raise PeopleRefused("The agreement ends before it starts. Check both days")
    facts = {
        "agency": agency,
        "service": service,
        "agreed": agreed,
        "keeps_days": keeps_days,
        "from_on": from_on,
        "until_on": until_on,
    }
    standing = ListAgreement.objects.filter(title__iexact=title).first()
    if standing is not None:
        if all(getattr(standing, name) == value for name, value in facts.items()):
            return standing
        raise PeopleRefused("A list of this name is agreed already. Give this one another name")
    agreement = ListAgreement.objects.create(title=title, **facts, set_by=by, set_at=at)
    record("people.list_agreed", subject=agreement, by=by, at=at, agency=agency.slug)
    return agreement


@transaction.atomic
def hand_in_list(
    *, agreement: ListAgreement, content: bytes, file_name: str, as_of: date, by: User, at: datetime
) -> ListRun:
    """Hand in an agency's list, to be taken in in the background; the very same file again changes nothing."""
    _refuse_unless_steward(by)
    today = at.date()
    if not agreement.from_on <= today <= agreement.until_on:
        raise PeopleRefused("The sharing agreement for this list does not hold today, so it may not be taken in")
    if as_of > today:
        raise PeopleRefused("The day of the list is in the future. Enter today or an earlier day")
    digest = hashlib.sha256(content).hexdigest()
    latest = ListRun.objects.filter(agreement=agreement).order_by("-at", "-id").first()
    is_same = latest is not None and (latest.digest, latest.as_of) == (digest, as_of)
    if is_same and latest.status != rules.RunStatus.FAILED:
        return latest
    try:
        with transaction.atomic():
            run = ListRun.objects.create(
                agreement=agreement,
                file_name=Path(file_name).name[:200],
                content=content,
                digest=digest,
                as_of=as_of,
                by=by,
                at=at,
            )
    except IntegrityError as clash:
        raise PeopleRefused("This list is being taken in already. Wait until that is done") from clash
    record("people.list_handed_in", subject=run, by=by, at=at, list=agreement.title)
    return run


def take_in_list(*, run: ListRun, at: datetime) -> ListRun:
    """Take in a list that waits: read it, compare what is new or changed with everybody on record, keep what follows.

    Progress is written as it goes; what follows from the list is written whole or not at all. One that a machine left
    in the middle when it stopped is taken in from the beginning.
    """
    with _alone(run) as is_alone:
        return _taken_in(run, at=at) if is_alone else run


@contextmanager
def _alone(run: ListRun) -> Iterator[bool]:
    """Whether nobody else takes this list in; let go by the database as soon as whoever does stops."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(hashtext(%s))", [f"people_listrun {run.id}"])
        is_alone = cursor.fetchone()[0]
    try:
        yield is_alone
    finally:
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("select pg_advisory_unlock(hashtext(%s))", [f"people_listrun {run.id}"])


def fail_list(*, run: ListRun, at: datetime) -> None:
    """Say that a list could not be taken in, by no fault of its own; it can be handed in again."""
    under_way = ListRun.objects.filter(id=run.id, finished_at__isnull=True)
    under_way.update(
        status=rules.RunStatus.FAILED,
        step="Something went wrong on our side. Hand it in again",
        content=None,
        finished_at=at,
    )


def _taken_in(run: ListRun, *, at: datetime) -> ListRun:
    with transaction.atomic():
        run = ListRun.objects.select_for_update(skip_locked=True).select_related("agreement").filter(id=run.id).first()
        if run is None or run.status in ENDED:
            return run
        run.status, run.step = rules.RunStatus.RUNNING, "Reading the file"
        run.save(update_fields=["status", "step"])
    try:
        _take_in(run, _read(run), at=at)
    except (gateways.ListRefused, RuntimeError) as refusal:
        run.status, run.step = rules.RunStatus.FAILED, str(refusal)[:200]
    run.content = None
    if run.status == rules.RunStatus.RUNNING:
        run.status, run.step = rules.RunStatus.DONE, ""
    run.finished_at = at
    run.save()
    record("people.list_taken_in", subject=run, by=run.by, at=at, status=str(run.status), **run.counts)
    return run


def _read(run: ListRun) -> gateways.ListFile:
    """The rows of the file; it stands on disk for no longer than it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list{_suffix(run.file_name)}"
        path.write_bytes(run.content)
        return gateways.read_agency_list(path)


def _take_in(run: ListRun, listed: gateways.ListFile, *, at: datetime) -> None:
    standing = {
        row.key: row for row in ListRow.objects.filter(agreement=run.agreement).exclude(state=rules.RowState.GONE)
    }
    changed = [key for key in listed.rows if key not in standing or standing[key].digest != listed.digest_of(key)]
    _tell(run, f"Comparing {len(changed):,} rows that are new or changed with everybody on record")
    policy = policy_on(rules.MatchingPolicy, at.date())
    decided = _decide(run, listed, changed, policy) if changed else {}
    _tell(run, "Keeping what follows")
    with transaction.atomic():
        rows = [_row(run, listed, key, *decided[key]) for key in changed]
        update = ["number", "digest", "state", "person", "probability", "as_of", "kept_until_on"]
        ListRow.objects.bulk_create(
            rows, batch_size=BATCH, update_conflicts=True, unique_fields=["agreement", "key"], update_fields=update
        )
        same = [key for key in listed.rows if key in standing and standing[key].digest == listed.digest_of(key)]
        for start in range(0, len(same), BATCH):
            these = ListRow.objects.filter(agreement=run.agreement, key__in=same[start : start + BATCH])
            these.update(as_of=run.as_of, kept_until_on=_kept_until(run))
        gone = [key for key in standing if key not in listed.rows]
        for start in range(0, len(gone), BATCH):
            these = ListRow.objects.filter(agreement=run.agreement, key__in=gone[start : start + BATCH])
            these.update(state=rules.RowState.GONE, person=None, kept_until_on=run.as_of)
    run.problems = listed.problems
    run.model_version = run.model_version or gateways.model_version(weighing_now().by)
    now_on = ListRow.objects.filter(agreement=run.agreement)
    run.counts = {
        "read": listed.read,
        "wrong": listed.read - len(listed.rows),
        "new": sum(key not in standing for key in changed),
        "changed": sum(key in standing for key in changed),
        "same": len(same),
        "gone": len(gone),
        **{str(state): now_on.filter(state=state).count() for state in rules.RowState if state != "gone"},
    }


def _decide(run: ListRun, listed: gateways.ListFile, keys: list[str], policy) -> dict[str, tuple]:
    """For each row its state, whom it was found to be, and how probable that is.

    The whole list is compared in one go; whoever comes near is then weighed one by one, as everywhere else.
    """
    now = weighing_now()
    run.model_version = gateways.model_version(now.by)
    least = 0.0 if now.population <= FEW else policy.ask_from_percent / 1000
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        gateways.write_rows(here / "rows.csv", listed, keys)
        gateways.write_register(here / "register.csv")
        files = (here / "rows.csv", here / "register.csv")
        near = gateways.link_files(*files, least=least, into=here / "pairs.csv", by=now.by)
    decided: dict[str, tuple] = dict.fromkeys(keys, (rules.RowState.UNMATCHED, None, None))
    by_row: dict[str, list[UUID]] = {}
    for key, person, _ in near:
        by_row.setdefault(key, []).append(UUID(person))
    rows = list(by_row)
    for start in range(0, len(rows), FEW):
        these = {key: by_row[key] for key in rows[start : start + FEW]}
        found = {person for people in these.values() for person in people}
        known, leads = known_of_people(found), leading_of_people(found)
        for key, people in these.items():
            fields = {one: known[one].fields for one in people}
            decided[key] = _decided(listed.rows[key], fields, leads, now, policy)
    return decided


def _decided(row: dict[str, str], known: dict[UUID, dict], leads: dict[UUID, UUID], now: Weighing, policy) -> tuple:
    """Another record of the very person is no rival of it, and no twin."""
    said = {name: value for name, value in row.items() if name != "id"}
    weighed = {one: gateways.weigh(said, fields, population=now.population, by=now.by) for one, fields in known.items()}
    ordered = sorted(weighed, key=lambda one: (-weighed[one].probability, one))
    best = ordered[0]
    others = [one for one in ordered if leads.get(one, one) != leads.get(best, best)]
    twin = next((one for one in (best, *others) if weighed[one].is_always_asked), None)
    state = rules.state_of_row(
        probability=weighed[best].probability,
        next_best=weighed[others[0]].probability if others else 0.0,
        may_be_twin=twin is not None,
        certain_percent=policy.certain_from_percent,
        ask_percent=policy.ask_from_percent,
    )
    if state is rules.RowState.UNMATCHED:
        return state, None, None
    who = best if weighed[best].probability * 100 >= policy.ask_from_percent else twin
    return state, leads.get(who, who), weighed[who].probability


def _row(run: ListRun, listed: gateways.ListFile, key: str, state, person_id, probability) -> ListRow:
    return ListRow(
        agreement=run.agreement,
        key=key,
        number=listed.numbers[key],
        digest=listed.digest_of(key),
        state=state,
        person_id=person_id,
        probability=probability,
        as_of=run.as_of,
        kept_until_on=_kept_until(run),
    )


@transaction.atomic
def settle_row(*, row: ListRow, is_found: bool, by: User, at: datetime) -> ListRow:
    """Say of a row that may be somebody, after asking the agency, whether it is."""
    _refuse_unless_steward(by)
    row = ListRow.objects.select_for_update(of=("self",)).get(id=row.id)
    wanted = rules.RowState.FOUND if is_found else rules.RowState.UNMATCHED
    if row.state == wanted:
        return row
    if row.state != rules.RowState.ASKED:
        raise PeopleRefused("A colleague has looked at this row already")
    about = [row.person_id]
    row.state = wanted
    row.person_id = row.person_id if is_found else None
    row.save(update_fields=["state", "person"])
    record("people.list_row_settled", subject=row, about=about, by=by, at=at, state=str(wanted))
    return row


def _kept_until(run: ListRun) -> date:
    agreement = run.agreement
    return rules.kept_until(as_of=run.as_of, keeps_days=agreement.keeps_days, agreement_until_on=agreement.until_on)


def _tell(run: ListRun, step: str) -> None:
    ListRun.objects.filter(id=run.id).update(step=step)


def _suffix(file_name: str) -> str:
    suffix = Path(file_name).suffix.lower()
    return suffix if suffix in (".xlsx", ".parquet", ".pq") else ".csv"


def _refuse_unless_steward(by: User) -> None:
    if not by.may(access.STEWARD):
        raise PeopleRefused("Your role does not take in agencies’ lists")
