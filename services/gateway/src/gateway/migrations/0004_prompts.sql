-- What models were told for a film's steps: references to texts in the store, as JSON.
create table prompt (
    sequence_id text not null,
    step text not null,
    tenant_id text not null,
    media text not null,
    primary key (sequence_id, step)
);

alter table prompt enable row level security;
alter table prompt force row level security;
create policy own_tenant on prompt using (
    tenant_id = (select current_setting('app.tenant', true)) or (select current_setting('app.tenant', true)) = '*');
