"""Lists as files: how any file is sent, and a search as a file, a feed or JSON."""
