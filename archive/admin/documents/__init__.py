"""Documents: their list and form, the annotate page and how far annotation has come."""
