-- What can be watched of a film before it is finished, shot by shot: the event's own words, as JSON.
create table preview (
    sequence_id text not null,
    number integer not null,
    tenant_id text not null,
    told text not null,
    primary key (sequence_id, number)
);

alter table preview enable row level security;
alter table preview force row level security;
create policy own_tenant on preview using (
    tenant_id = (select current_setting('app.tenant', true)) or (select current_setting('app.tenant', true)) = '*');
