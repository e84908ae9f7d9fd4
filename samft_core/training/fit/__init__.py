"""The optimisation itself: batches, losses, the loop and its checkpoints."""
