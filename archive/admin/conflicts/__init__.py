"""Compares what an editor opened with what is stored now, so that nobody overwrites a change they have not seen."""
