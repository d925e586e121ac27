"""Reports of one utterance, and whole documents of one event, beside each other."""
