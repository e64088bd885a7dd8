"""The messages between Sagareel services: models, topics, envelope."""
