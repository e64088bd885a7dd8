-- How far a film was ordered to go, and the ended film that it goes on from.
alter table sequence add column stop_at text not null default 'film', add column continues text;

-- What an ended film leaves behind for another to go on from: references to its script and its storyboard.
create table leftover (
    sequence_id text primary key,
    tenant_id text not null,
    script text,
    storyboard text
);
alter table leftover enable row level security;
alter table leftover force row level security;
create policy own_tenant on leftover using (
    tenant_id = (select current_setting('app.tenant', true)) or (select current_setting('app.tenant', true)) = '*'
);
