"""Reading and writing files that a power cut, a full disk or somebody else may spoil."""
