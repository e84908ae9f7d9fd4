"""Segment Anything: encoders, mask decoder, and what turns an image and a prompt into a mask."""
