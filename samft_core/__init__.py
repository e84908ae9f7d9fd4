"""The headless half of SAMFT: images, masks, projects, models, training and evaluation. Imports no Qt."""

__version__ = "0.1.0"
