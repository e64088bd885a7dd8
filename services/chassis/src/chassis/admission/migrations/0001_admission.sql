-- Accounts at vendors: their bucket of requests, until when the vendor wants peace, and how long a slot is held on average (seconds).
create table account (
    name text primary key,
    tokens double precision not null,
    filled timestamptz not null default now(),
    paused timestamptz not null default '1970-01-01',
    mean double precision not null
);

-- Jobs that wait for a slot of an account or hold one. Whoever changes them has locked the account's row.
create table ticket (
    account text not null,
    job text not null,
    service text not null,
    tenant_id text not null,
    priority integer not null,
    asked timestamptz not null,
    held timestamptz,
    wakes timestamptz not null,
    until timestamptz not null,
    primary key (account, job)
) with (fillfactor = 70);

-- When each tenant was let in the last time, so that those who wait take turns.
create table served (
    account text not null,
    tenant_id text not null,
    at timestamptz not null,
    primary key (account, tenant_id)
);
