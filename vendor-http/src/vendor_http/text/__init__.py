"""Language models: anthropic and openai by their documented HTTP, each answer paid once (ADR 0204)."""
