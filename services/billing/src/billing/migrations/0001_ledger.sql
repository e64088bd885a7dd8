-- What each tenant has, kept beside the entries so that a decision needs no sum. Its row is also the lock of everything of the tenant.
create table account (
    tenant_id text primary key,
    balance bigint not null default 0 check (balance >= 0),
    sponsored bigint not null default 0 check (sponsored >= 0),
    held bigint not null default 0 check (held >= 0)
) with (fillfactor = 50);

-- What is reserved for a sequence: amount = captured + released + open.
create table hold (
    tenant_id text not null,
    sequence_id text not null,
    amount bigint not null check (amount >= 0),
    sponsored bigint not null check (sponsored between 0 and amount),
    captured bigint not null default 0 check (captured >= 0),
    released bigint not null default 0 check (released >= 0),
    state text not null check (state in ('open', 'captured', 'released')),
    changed_at timestamptz not null default now(),
    primary key (tenant_id, sequence_id),
    check (captured + released = case state when 'open' then 0 else amount end)
) with (fillfactor = 60);

-- The ledger: a line takes `amount` from one account and gives it to another, so no line can be out of balance.
-- `issued` and `revenue` belong to the platform, the other three to the tenant. The key allows each command to be booked once.
create table entry (
    command_id text not null,
    line smallint not null,
    tenant_id text not null,
    sequence_id text not null,
    reason text not null check (reason in ('opening', 'hold', 'grow', 'capture', 'release')),
    debit text not null check (debit in ('issued', 'revenue', 'balance', 'sponsored', 'held')),
    credit text not null check (credit in ('issued', 'revenue', 'balance', 'sponsored', 'held')),
    amount bigint not null check (amount > 0),
    at timestamptz not null default now(),
    primary key (command_id, line),
    check (debit <> credit)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The ledger is append-only: correct an entry with another entry.';
end
$$;

create trigger entry_is_append_only before update or delete or truncate on entry
    for each statement execute function refuse_change();

-- Both sides of every line.
create view posting as
    select command_id, tenant_id, sequence_id, reason, debit as account, -amount as amount, at from entry
    union all
    select command_id, tenant_id, sequence_id, reason, credit, amount, at from entry;

-- Empty at any moment; whatever stands here is an error in this service.
create view discrepancy as
    with booked as (
        select tenant_id,
            coalesce(sum(amount) filter (where account = 'balance'), 0) as balance,
            coalesce(sum(amount) filter (where account = 'sponsored'), 0) as sponsored,
            coalesce(sum(amount) filter (where account = 'held'), 0) as held
        from posting group by tenant_id
    ), reserved as (
        select tenant_id, sum(amount - captured - released) as held from hold group by tenant_id
    )
    select tenant_id, 'the account is not the sum of its entries' as what
    from account full join booked using (tenant_id)
    where (account.balance, account.sponsored, account.held)
        is distinct from (coalesce(booked.balance, 0), coalesce(booked.sponsored, 0), coalesce(booked.held, 0))
    union all
    select tenant_id, 'what is held is not the sum of the open holds'
    from account full join reserved using (tenant_id)
    where coalesce(account.held, 0) <> coalesce(reserved.held, 0)
    union all
    select '', 'the ledger does not sum to zero'
    where (select coalesce(sum(amount), 0) from posting) <> 0;
