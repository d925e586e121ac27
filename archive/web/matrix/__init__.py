"""An event as a matrix: themes and utterances down, sources across, their statements in the cells."""
