"""One module per format: how images and masks come in and go out."""
