"""The database itself refuses an open grant on a sealed record to anybody who is not named on its seal."""

from django.db import migrations

FORWARD = """
create function access_is_named(of_seal uuid, to_user uuid, for_reason text) returns boolean language sql stable as $$
  select to_user is not null and (
    exists (select from access_sealname where seal_id = of_seal and user_id = to_user and until_at is null)
    or for_reason = 'family' and exists (select from identity_user where id = to_user and kind = 'family'));
$$;

create function access_refuse_unnamed() returns trigger language plpgsql as $$
begin
  if new.until_at is not null and new.until_at <= greatest(new.from_at, now()) then
    return new;
  end if;
  if tg_op = 'UPDATE' then
    if new.until_at is not null and (old.until_at is null or new.until_at <= old.until_at)
       and (new.subject_kind, new.subject_id, new.user_id, new.team_id, new.agency_id)
           is not distinct from (old.subject_kind, old.subject_id, old.user_id, old.team_id, old.agency_id) then
      return new;
    end if;
  end if;
  if exists (select from access_sealedsubject s
             where s.subject_kind = new.subject_kind and s.subject_id = new.subject_id and s.until_at is null
               and not access_is_named(s.seal_id, new.user_id, new.reason)) then
    raise exception 'This record is sealed: a grant on it is for those named alone' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger seal_refuses_unnamed before insert or update on access_grant
  for each row execute function access_refuse_unnamed();

create function access_refuse_to_seal() returns trigger language plpgsql as $$
begin
  if new.until_at is null and exists (
      select from access_grant g
      where g.subject_kind = new.subject_kind and g.subject_id = new.subject_id and g.until_at is null
        and not access_is_named(new.seal_id, g.user_id, g.reason)) then
    raise exception 'This record is open to somebody who is not named: end that first'
      using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger seal_leaves_nothing_open before insert or update on access_sealedsubject
  for each row execute function access_refuse_to_seal();

create function access_refuse_to_unname() returns trigger language plpgsql as $$
begin
  if new.until_at is not null and exists (
      select from access_sealedsubject s
      join access_grant g on g.subject_kind = s.subject_kind and g.subject_id = s.subject_id
      where s.seal_id = new.seal_id and s.until_at is null and g.user_id = new.user_id and g.until_at is null) then
    raise exception 'Somebody who is named no longer still holds a grant' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger seal_unnames_whole before update on access_sealname
  for each row execute function access_refuse_to_unname();

create function access_refuse_across_seal() returns trigger language plpgsql as $$
begin
  if (select seal_id from access_sealedsubject s
      where s.subject_kind = new.subject_kind and s.subject_id = new.subject_id and s.until_at is null)
     is distinct from
     (select seal_id from access_sealedsubject s
      where s.subject_kind = new.subject_kind and s.subject_id = new.one_with and s.until_at is null) then
    raise exception 'A sealed record is one with no record outside its seal' using errcode = 'check_violation';
  end if;
  return new;
end $$;

create trigger seal_is_not_crossed before insert or update on access_onesubject
  for each row execute function access_refuse_across_seal();
"""
BACK = """
drop trigger seal_is_not_crossed on access_onesubject;
drop trigger seal_unnames_whole on access_sealname;
drop trigger seal_leaves_nothing_open on access_sealedsubject;
drop trigger seal_refuses_unnamed on access_grant;
drop function access_refuse_across_seal();
drop function access_refuse_to_unname();
drop function access_refuse_to_seal();
drop function access_refuse_unnamed();
drop function access_is_named(uuid, uuid, text);
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0006_sealed_records")]

    operations = [migrations.RunSQL(FORWARD, BACK)]
