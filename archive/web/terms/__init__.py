"""Terms for readers: the list, the page of one with its file, and what its words lead to in texts."""
