"""What a run costs in time and memory, before it is started. Free of torch."""
