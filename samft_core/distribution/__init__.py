"""Files that carry models, projects and updates from one PC to another."""
