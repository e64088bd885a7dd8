-- What was tried for a film's steps after a refusal: rungs as JSON. Most films have none.
create table climb (
    sequence_id text not null,
    step text not null,
    tenant_id text not null,
    rungs text not null,
    primary key (sequence_id, step)
);

alter table climb enable row level security;
alter table climb force row level security;
create policy own_tenant on climb using (
    tenant_id = (select current_setting('app.tenant', true)) or (select current_setting('app.tenant', true)) = '*');
