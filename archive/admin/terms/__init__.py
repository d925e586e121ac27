"""Terms and the queue of their occurrences."""
