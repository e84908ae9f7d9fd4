"""What the window says, in the user's language: choice, live texts, numbers."""
