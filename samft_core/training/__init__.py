"""Fine-tuning of SAM's mask decoder. ``events`` and ``recipe`` are free of torch."""
