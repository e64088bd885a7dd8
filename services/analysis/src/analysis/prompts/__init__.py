"""What language models are told when they read a script: one file per task and family of models."""
