"""Keys that tenants bring for their own accounts at vendors: sealed, kept, and made into adapters (ADR 0216)."""
