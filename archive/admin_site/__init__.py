"""What waits for a publisher, and what changed since it was published."""
