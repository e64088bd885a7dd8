"""The one shared runtime of every service: inbox, outbox, jobs, media, telemetry."""
