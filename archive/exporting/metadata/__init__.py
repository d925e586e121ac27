"""What a page says of itself to machines: tags for reference managers, and JSON-LD for search engines."""
