"""Accounts, what IT allows, signatures, and whose signatures are trusted."""
