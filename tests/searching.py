"""What tests need to know of what a process remembers of earlier searches."""

from archive.search.engine import stemming, tsquery


def forget_stems():
    """So that a question costs what it costs when nobody asked for its words before."""
    tsquery.cached.clear()
    stemming.stems.clear()
