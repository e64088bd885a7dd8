-- Several messages in one row of the outbox: see chassis/bundles.py, which also says what `messages` holds. `sequences` are their
-- sequences, separated by newlines. A row that fits a page stays on it; a larger one is put elsewhere as it is.
alter table outbox rename to outbox_before;
create table outbox (
    position bigint generated always as identity,
    owner text not null,
    sequences text not null,
    messages text not null,
    at timestamptz not null default now(),
    primary key (position)
) with (toast_tuple_target = 8160, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
alter table outbox alter column messages set storage external;
-- Rows of other processes are the two ends of it, without those of our own in between, most of which have just been deleted.
create index outbox_owner on outbox (owner);

-- The sequences of which other processes have messages. A plain index scan marks the dead entries that it meets, so each is met once;
-- a store's connection has none, hence the settings.
create function held_by_others(me text) returns setof text language plpgsql stable
    set enable_indexscan = on set enable_bitmapscan = off set enable_seqscan = off as $$
begin
    return query select unnest(string_to_array(sequences, E'\n')) from outbox where owner < me;
    return query select unnest(string_to_array(sequences, E'\n')) from outbox where owner > me;
end $$;

insert into outbox (owner, sequences, messages, at)
select owner, sequence_id, json_build_array(
    case when envelope is not null then json_build_array(topic, partition, envelope::json, body)
    else json_build_array(topic, partition, null, replace(encode(value, 'base64'), E'\n', ''),
        json_build_array(id, tenant_id, sequence_id), convert_from(headers, 'UTF8')::json) end)::text, at
from outbox_before order by position;
drop table outbox_before;
