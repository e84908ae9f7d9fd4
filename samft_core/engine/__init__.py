"""The child process that holds the model, and the words it speaks. ``protocol`` is free of torch."""
