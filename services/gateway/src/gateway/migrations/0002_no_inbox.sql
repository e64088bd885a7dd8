-- Which attempt of a step was told to have failed: a repeat is known by it.
alter table step add column failed int not null default 0;

-- The setting is looked at once per statement, not once per row.
do $$
declare name text;
begin
    foreach name in array array['sequence', 'step', 'entry', 'plan', 'answered'] loop
        execute format(
            'alter policy own_tenant on %I using (tenant_id = (select current_setting(''app.tenant'', true)) or (select current_setting(''app.tenant'', true)) = ''*'')',
            name);
    end loop;
end $$;
