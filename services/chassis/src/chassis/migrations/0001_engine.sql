-- Which messages a transactional handler has already seen (promise 2).
create table inbox (
    source text not null,
    id text not null,
    at timestamptz not null default now(),
    primary key (source, id)
);

-- Messages to publish: normally gone within 200 ms; what a dead process left is taken over (promises 1 and 3).
create table outbox (
    id text primary key,
    position bigint generated always as identity,
    owner text not null,
    tenant_id text not null,
    sequence_id text not null,
    topic text not null,
    partition integer not null,
    headers bytea not null,
    value bytea not null,
    at timestamptz not null default now()
);

-- The processes that publish from this outbox.
create table relay (
    owner text primary key,
    alive_until timestamptz not null
);

-- One command that was accepted. Open jobs with lease_until in the past may be claimed: an owner that died, or a wait that is over.
create table job (
    id text primary key,
    tenant_id text not null,
    sequence_id text not null,
    step text not null,
    type text not null,
    envelope bytea not null,
    body bytea not null,
    state text not null default 'open' check (state in ('open', 'done', 'failed', 'cancelled')),
    owner text,
    fence bigint not null default 1,
    lease_until timestamptz not null,
    tries integer not null default 1,
    request_id text,
    error text,
    created_at timestamptz not null default now(),
    finished_at timestamptz
) with (fillfactor = 60);

create index job_open on job (lease_until) where state = 'open';

-- Results by the hash of exactly the inputs they were made from: the same input is reused free.
create table take (
    tenant_id text not null,
    input_hash text not null,
    take text not null,
    at timestamptz not null default now(),
    primary key (tenant_id, input_hash)
);
