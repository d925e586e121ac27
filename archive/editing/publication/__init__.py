"""Publishing: what to look at before, what becomes public, and who may."""
