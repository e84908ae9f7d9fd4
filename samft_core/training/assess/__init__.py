"""What a fitted decoder is worth: validation, promotion, model card, report."""
