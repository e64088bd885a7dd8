-- The secrets that a tenant's notifications are signed with. After a rotation the old one stays valid until expires_at.
create table secret (
    tenant_id text not null,
    secret text not null check (secret like 'whsec\_%'),
    made_at timestamptz not null default now(),
    expires_at timestamptz,
    primary key (tenant_id, secret)
);
create unique index secret_current on secret (tenant_id) where expires_at is null;

-- Every attempt to deliver, for the owner to see and for replay; `status` is null when there was no answer.
create table delivery (
    id bigint generated always as identity primary key,
    tenant_id text not null,
    sequence_id text not null,
    webhook_id text not null,
    attempt integer not null,
    url text not null,
    status integer,
    error text not null default '',
    seconds double precision not null,
    at timestamptz not null default now()
);
create index delivery_of_sequence on delivery (tenant_id, sequence_id, id);
