"""What a run learns from and is measured on: accepted masks, frozen and split."""
