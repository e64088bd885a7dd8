-- What vendors have told by webhook: who waits for the request looks here, also after a crash; late ones stay until they are old.
create table answer (
    account text not null,
    request_id text not null,
    body text not null,
    at timestamptz not null default now(),
    primary key (account, request_id)
);
create index answer_old on answer (at);

-- The part of an account's webhook address that nobody can guess.
alter table account add column hook text not null default gen_random_uuid();
create unique index account_hook on account (hook);
