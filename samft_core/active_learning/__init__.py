"""Which images are worth annotating next, and what more masks would bring."""
