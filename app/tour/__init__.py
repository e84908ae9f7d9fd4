"""The guided tour on the sample project."""
