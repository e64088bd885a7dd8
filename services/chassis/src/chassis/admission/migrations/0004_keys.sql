-- Keys that tenants bring for their own accounts at vendors, sealed (ADR 0216). A key that was replaced or removed has ended: nothing
-- new is asked with it, and jobs that had asked with it before find it here until it is old.
create table key (
    id text primary key,
    tenant_id text not null,
    vendor text not null,
    sealed bytea not null,
    fingerprint text not null,
    set_at timestamptz not null default now(),
    ended timestamptz
);
create unique index key_current on key (tenant_id, vendor) where ended is null;
create index key_old on key (ended) where ended is not null;
