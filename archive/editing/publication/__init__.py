"""Publishing: the checklist before it, its effect, and who may do it."""
