"""A version's report as HTML and PDF. Free of torch."""
