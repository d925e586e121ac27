"""A database engine for Django: PostgreSQL that starts by itself when somebody connects."""
