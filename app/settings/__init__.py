"""What the program remembers between starts, and the file that keeps it."""
