"""Which words occur in the published texts and names, how they are printed, and which of them a misspelt one may be."""
