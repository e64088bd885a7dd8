-- Routes of which something is known to be wrong: failures in a row, until when nobody is let in, and the job that tries it then.
create table circuit (
    account text not null,
    route text not null,
    failures integer not null,
    opened timestamptz not null,
    probe text not null,
    primary key (account, route)
);

alter table ticket add column route text not null default '';
