"""One module a revision, named and numbered in order."""
