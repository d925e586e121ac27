"""The column store: what the engine holds of the public rows in each process, and how it follows the database."""
