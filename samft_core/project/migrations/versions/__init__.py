"""One module per revision, named and numbered in order."""
