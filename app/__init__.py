"""The SAMFT window. Imports no torch; the model lives in a child process."""
