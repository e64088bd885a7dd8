-- An outbox row is found by its sequence, so that looking for rows of other processes needs no scan of what has not been vacuumed yet;
-- a message's id belongs to its sequence, so it is as unique as before.
alter table outbox drop constraint outbox_pkey;
alter table outbox add primary key (sequence_id, id);
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);

-- A message of ours is an envelope and a JSON body, as text; headers and bytes as they came are kept for what is none (dead letters).
alter table outbox add column envelope text;
alter table outbox add column body text;
alter table outbox alter column headers drop not null;
alter table outbox alter column value drop not null;
alter table job alter column envelope type text using convert_from(envelope, 'UTF8');
alter table job alter column body type text using convert_from(body, 'UTF8');

-- Ends a statement whose assumptions no longer hold: it is decided again on what is stored now.
create function conflict(part text) returns boolean language plpgsql as $$
begin
    raise exception 'another process has changed what % assumes', part using errcode = 'serialization_failure';
end $$;
