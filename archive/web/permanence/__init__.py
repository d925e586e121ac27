"""What was public and is so no more, or not with the same words."""
