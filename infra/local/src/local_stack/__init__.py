"""The embedded stack: Kafka, PostgreSQL and an S3 server as supervised child processes."""
