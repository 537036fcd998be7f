"""The ledger is written once, every entry comes to nought, and balances are the sum of what was posted."""

from django.db import migrations

FORWARD = """
create function ledger_refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is written once: % is refused', tg_op;
end $$;

create trigger ledger_keep before update or delete on commissioning_entry
  for each row execute function ledger_refuse_change();
create trigger ledger_keep_all before truncate on commissioning_entry
  for each statement execute function ledger_refuse_change();
create trigger ledger_keep before update or delete on commissioning_posting
  for each row execute function ledger_refuse_change();
create trigger ledger_keep_all before truncate on commissioning_posting
  for each statement execute function ledger_refuse_change();

create function ledger_post() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from posted p join commissioning_account a on a.id = p.account_id
    group by p.entry_id, a.fund_id, a.year having sum(p.amount) <> 0
  ) then
    raise exception 'An entry of the ledger does not come to nought';
  end if;
  update commissioning_account a set balance = a.balance + s.amount
    from (select account_id, sum(amount) as amount from posted group by account_id) s
    where a.id = s.account_id;
  return null;
end $$;

create trigger ledger_posted after insert on commissioning_posting
  referencing new table as posted for each statement execute function ledger_post();

create function ledger_guard_balance() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    if new.balance <> 0 then
      raise exception 'An account begins with nothing';
    end if;
    return new;
  end if;
  if new.balance <> old.balance and pg_trigger_depth() < 2 then
    raise exception 'A balance changes only by a posting';
  end if;
  if (new.fund_id, new.year, new.kind) <> (old.fund_id, old.year, old.kind)
    or new.agency_id is distinct from old.agency_id then
    raise exception 'An account stays what it is';
  end if;
  return new;
end $$;

create trigger ledger_balance before insert or update on commissioning_account
  for each row execute function ledger_guard_balance();
create trigger ledger_account_stays before delete on commissioning_account
  for each row execute function ledger_refuse_change();
"""

BACK = """
drop trigger ledger_account_stays on commissioning_account;
drop trigger ledger_balance on commissioning_account;
drop function ledger_guard_balance();
drop trigger ledger_posted on commissioning_posting;
drop function ledger_post();
drop trigger ledger_keep_all on commissioning_posting;
drop trigger ledger_keep on commissioning_posting;
drop trigger ledger_keep_all on commissioning_entry;
drop trigger ledger_keep on commissioning_entry;
drop function ledger_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("commissioning", "0001_initial")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
