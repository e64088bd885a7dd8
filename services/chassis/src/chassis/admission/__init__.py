"""Admission to vendors' accounts: how many requests at once and per second, shared by all processes, fair between tenants.

ADR 0206. Services without a paid vendor never touch it.
"""
