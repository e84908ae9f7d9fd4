"""One module a format: how images and masks come in and go out."""
