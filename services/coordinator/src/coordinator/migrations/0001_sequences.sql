-- One run of a recipe. `facts` is the recipe's own memory; `due` is when its state has lasted too long.
create table sequence (
    id text primary key,
    tenant_id text not null,
    recipe text not null,
    version integer not null,
    state text not null,
    deadline timestamptz not null,
    due timestamptz,
    facts json not null,
    traceparent text not null,
    cost bigint not null,
    stand_ins text[] not null,
    undo text[] not null,
    failure json,
    started_at timestamptz not null default now()
) with (fillfactor = 50);

-- One command to one service with one outcome. Most of each page stays free, because a row grows by its result, and no column that
-- changes is indexed, so that updates are heap-only; that is also why deadlines are found through `timer`.
create table step (
    sequence_id text not null,
    key text not null,
    tenant_id text not null,
    kind text not null,
    within integer not null,
    depends text[] not null,
    dependents text[] not null,
    pending integer not null,
    state text not null,
    attempt integer not null,
    standing_in boolean not null,
    due timestamptz,
    result json,
    primary key (sequence_id, key)
) with (fillfactor = 30);

-- When to look at a sequence again: at a multiple of some seconds, so that steps which are commanded together share one row.
create table timer (
    at timestamptz not null,
    sequence_id text not null,
    tenant_id text not null,
    primary key (at, sequence_id)
);
