-- Who may call: only hashes of keys are kept.
create table api_key (
    key_hash bytea primary key,
    tenant_id text not null,
    name text not null,
    scopes text[] not null,
    created_at timestamptz not null default now(),
    expires_at timestamptz,
    revoked_at timestamptz
);

-- The installation's secret that signs links to media, logins and cursors; made once.
create table secret (
    name text primary key,
    value bytea not null,
    created_at timestamptz not null default now()
);

-- One film as seen from outside: what was ordered, and what events have told since.
create table sequence (
    sequence_id text primary key,
    tenant_id text not null,
    request text not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    cancel_asked_at timestamptz,
    state text not null default 'queued',
    title text not null default '',
    done int[] not null default '{0,0,0,0,0,0,0}',
    totals int[] not null default '{0,0,0,0,0,0,0}',
    planned boolean not null default false,
    frames int not null default 0,
    scenes int not null default 0,
    failure text,
    film text,
    stand_ins text[] not null default '{}',
    cost bigint not null default 0,
    last_event bigint not null default 0
) with (fillfactor = 60);

create index sequence_list on sequence (tenant_id, created_at desc, sequence_id desc);

-- A step of a film: counted once, progress never goes back (promise 12).
create table step (
    sequence_id text not null,
    step text not null,
    tenant_id text not null,
    done boolean not null,
    stood_in boolean not null,
    attempt int not null,
    position int not null,
    total int not null,
    note text not null,
    primary key (sequence_id, step)
) with (fillfactor = 80);

-- What subscribers are told, in order; ids have no gaps within a sequence.
create table entry (
    sequence_id text not null,
    id bigint not null,
    tenant_id text not null,
    type text not null,
    step text not null,
    data text not null,
    at timestamptz not null default now(),
    primary key (sequence_id, id)
);

-- Which shots each scene has, to count finished scenes.
create table plan (
    sequence_id text primary key,
    tenant_id text not null,
    shots text[] not null,
    scene_of int[] not null
);

-- The answer that was given under an Idempotency-Key.
create table answered (
    tenant_id text not null,
    key text not null,
    request_hash bytea not null,
    sequence_id text not null,
    answer text not null,
    at timestamptz not null default now(),
    primary key (tenant_id, key)
);

create index answered_at on answered (at);

-- How far a step was is of no use once the film has ended.
create index entry_progress on entry (at) where type = 'step.progressed';

-- Tenants see their own rows only, even where a query forgets to say so. Unset: no rows. '*': the projection, the fan-out, the sweeps.
do $$
declare name text;
begin
    foreach name in array array['sequence', 'step', 'entry', 'plan', 'answered'] loop
        execute format('alter table %I enable row level security', name);
        execute format('alter table %I force row level security', name);
        execute format(
            'create policy own_tenant on %I using (tenant_id = current_setting(''app.tenant'', true) or current_setting(''app.tenant'', true) = ''*'')',
            name);
    end loop;
end $$;
