-- A job that was cancelled or has failed while its vendor may still work on its request: somebody has to tell the vendor.
-- What ended before this is left alone.
alter table job add column withdrawn boolean not null default false;
update job set withdrawn = true where state <> 'open';
create index job_withdrawing on job (lease_until) where state in ('cancelled', 'failed') and request_id is not null and not withdrawn;
