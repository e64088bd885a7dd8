"""Makes what services find on Kafka, PostgreSQL and S3 servers that are there. Used by the local stack, compose and clusters."""
