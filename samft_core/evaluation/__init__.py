"""How good a version is: metrics, comparison, gate, and the checks that it looks at."""
