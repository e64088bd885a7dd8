-- How often a sequence was written: what is decided on an older one is not stored (see coordinator/memory.py).
alter table sequence add column revision bigint not null default 0;

-- How many dependencies of a step are not over follows from their states, and is counted when a sequence is loaded.
alter table step drop column pending;
