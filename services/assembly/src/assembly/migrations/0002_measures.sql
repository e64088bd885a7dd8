-- What was measured of a sound or of a stretch of the mix, by the hash of exactly its inputs: small, and wanted many at a time.
create table measure (
  tenant_id text not null,
  address text not null,
  data bytea not null,
  made_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  primary key (tenant_id, address)
);
