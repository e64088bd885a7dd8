"""fal by its documented HTTP: the queue, storage, media and the list of an account's requests. ADR 0203 says why not the SDK."""
