"""French, Spanish and German: quotations, verbs of speech and “according to”; no more than that."""
