-- Finished pieces by the hash of exactly their inputs; the bytes lie in the object store.
create table piece (
  tenant_id text not null,
  address text not null,
  media jsonb not null,
  made_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  primary key (tenant_id, address)
);
