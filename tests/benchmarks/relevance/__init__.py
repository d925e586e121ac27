"""Known-item search: whether a reader who remembers a sentence wrongly finds the statement it comes from."""
