"""Who speaks: the labels of printed records, and which of them are those of speakers."""
