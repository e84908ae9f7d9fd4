"""Everything that people read: messages by code, and the catalogue of each language that fills them in."""
