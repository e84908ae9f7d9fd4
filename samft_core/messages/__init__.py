"""What is said to people: messages by code, and the catalogue of each language that fills them in."""
