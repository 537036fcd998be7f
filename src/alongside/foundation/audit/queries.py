"""Reading the audit log, and checking that nobody changed it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from .models import Entry

_BROKEN = """
with linked as (
    select e.*, lag(e.hash, 1, '') over (partition by e.chain order by e.position) as before,
           lag(e.position, 1, 0::bigint) over (partition by e.chain order by e.position) as position_before
    from audit_entry e
)
select id, chain, position from linked
where position <> position_before + 1
   or hash <> encode(sha256(convert_to(before || audit_words(
        id, kind, subject_kind, subject_id, about, by_id, by_label, at, detail), 'UTF8')), 'hex')
order by id limit 20
"""
_SHORT = """
select c.number, c.length, count(e.id), coalesce(max(e.position), 0)
from audit_chain c left join audit_entry e on e.chain = c.number
group by c.number, c.length, c.head
having c.length <> count(e.id)
    or c.head <> coalesce((array_agg(e.hash order by e.position desc))[1], '')
order by c.number
"""


_TRIGGERS = frozenset({"audit_link", "audit_keep", "audit_keep_all"})
_POWERS = """
select current_user, pg_has_role(current_user, c.relowner, 'member') or r.rolsuper,
       array_remove(array[
         case when has_table_privilege(current_user, c.oid, 'update') then 'change' end,
         case when has_table_privilege(current_user, c.oid, 'delete') then 'delete' end,
         case when has_table_privilege(current_user, c.oid, 'truncate') then 'empty' end], null),
       array(select t.tgname::text from pg_trigger t where t.tgrelid = c.oid and t.tgenabled in ('O', 'A'))
from pg_class c join pg_roles r on r.rolname = current_user
where c.oid = 'audit_entry'::regclass
"""


@dataclass(frozen=True)
class Keeping:
    """How well the log is kept from the database user of this very connection."""

    user: str
    owns: bool
    may: tuple[str, ...]
    triggers_off: tuple[str, ...]

    @property
    def doubts(self) -> tuple[str, ...]:
        """What to put right, in words; none when whoever serves cannot alter the log."""
        if self.owns:
            return (f"The database user {self.user} owns the audit log: it could take its triggers away.",)
        return (f"The database user {self.user} may {' and '.join(self.may)} audit entries.",) if self.may else ()


def how_kept() -> Keeping:
    """Ask the database what the user of this connection could do to the log."""
    with connection.cursor() as cursor:
        cursor.execute(_POWERS)
        user, owns, may, triggers = cursor.fetchone()
    return Keeping(user, owns, tuple(may), tuple(sorted(_TRIGGERS - set(triggers))))


@dataclass(frozen=True)
class AuditCheck:
    """What a check of the whole log found."""

    entries: int
    broken: tuple[str, ...]
    heads: str

    @property
    def is_intact(self) -> bool:
        return not self.broken


def check_audit() -> AuditCheck:
    """Compute every link of every chain again; name the first twenty entries that do not fit."""
    with connection.cursor() as cursor:
        cursor.execute(_BROKEN)
        broken = [f"entry {i}: chain {c}, position {p} does not fit" for i, c, p in cursor.fetchall()]
        cursor.execute(_SHORT)
        broken += [
            f"chain {n}: {length} written, {found} found, or its last entry was changed"
            for n, length, found, _ in cursor.fetchall()
        ]
        cursor.execute(
            "select encode(sha256(convert_to(string_agg(number||':'||length||':'||head, ',' order by number),"
            " 'UTF8')), 'hex'), coalesce(sum(length), 0) from audit_chain"
        )
        heads, entries = cursor.fetchone()
    broken += [f"the trigger {name} is missing or switched off" for name in how_kept().triggers_off]
    return AuditCheck(entries=int(entries), broken=tuple(broken), heads=heads or "")


def list_entries_about(*, about: UUID, kinds_ending: str = "", size: int = 50, before: int | None = None):
    """What was done or seen about one family, case or person, the latest first."""
    entries = Entry.objects.filter(about__contains=[about]).select_related("by__agency")
    if kinds_ending:
        entries = entries.filter(kind__endswith=kinds_ending)
    if before is not None:
        entries = entries.filter(id__lt=before)
    return list(entries.order_by("-id")[:size])
