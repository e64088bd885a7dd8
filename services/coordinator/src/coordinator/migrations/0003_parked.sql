-- Messages of films whose recipe this release does not know, in the order of their arrival, until a coordinator that knows it takes
-- them up. `refused` says why one of them cannot be read even there.
create table parked (
    sequence_id text not null,
    id text not null,
    n bigint generated always as identity,
    tenant_id text not null,
    envelope text not null,
    body bytea not null,
    refused text,
    at timestamptz not null default now(),
    primary key (sequence_id, id)
);
