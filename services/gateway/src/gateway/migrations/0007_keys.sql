-- The key that a start makes for this machine's owner may also set keys of vendors, as the page of the same owner may.
update api_key set scopes = scopes || '{keys:write}' where name = 'local' and tenant_id = 'local' and not 'keys:write' = any(scopes);
