"""Keeps the ledger: hold, grow, capture, release."""
