"""What language models are told when they write a screenplay: one file per task and family of models."""
