"""Django's backend for PostgreSQL, whose queries carry the id of their request and are timed."""
