"""Entries are chained by their hashes and cannot be changed or removed."""

from django.db import migrations

CHAINS = 16

FORWARD = f"""
create function audit_words(id bigint, kind text, subject_kind text, subject_id text, about uuid[],
                            by_id uuid, by_label text, at timestamptz, detail jsonb)
returns text language sql immutable as $$
  select jsonb_build_array(id, kind, subject_kind, subject_id, to_jsonb(about), by_id, by_label,
                           extract(epoch from at), detail)::text
$$;

create function audit_link_entry() returns trigger language plpgsql as $$
declare
  before text;
begin
  new.chain := pg_backend_pid() % {CHAINS};
  select head, length + 1 into before, new.position from audit_chain where number = new.chain for update;
  if not found then
    insert into audit_chain (number, length, head) values (new.chain, 0, '') on conflict do nothing;
    select head, length + 1 into before, new.position from audit_chain where number = new.chain for update;
  end if;
  new.hash := encode(sha256(convert_to(before || audit_words(
    new.id, new.kind, new.subject_kind, new.subject_id, new.about, new.by_id, new.by_label, new.at,
    new.detail), 'UTF8')), 'hex');
  update audit_chain set length = new.position, head = new.hash where number = new.chain;
  return new;
end $$;

create function audit_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The audit log is written once: % is refused', tg_op;
end $$;

create trigger audit_link before insert on audit_entry for each row execute function audit_link_entry();
create trigger audit_keep before update or delete on audit_entry
  for each row execute function audit_refuse_change();
create trigger audit_keep_all before truncate on audit_entry
  for each statement execute function audit_refuse_change();
"""

BACK = """
drop trigger audit_keep_all on audit_entry;
drop trigger audit_keep on audit_entry;
drop trigger audit_link on audit_entry;
drop function audit_refuse_change();
drop function audit_link_entry();
drop function audit_words(bigint, text, text, text, uuid[], uuid, text, timestamptz, jsonb);
delete from audit_chain;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
