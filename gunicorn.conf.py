"""Read by gunicorn where it is started in this folder."""

# Whether it is HTTPS, Django tells by TRUSTED_PROXIES.
secure_scheme_headers: dict[str, str] = {}

# A search with hundreds of chosen values is longer than the default, 4,094 bytes; what is too long is told on a page of
# the site (archive/web/serving/long_addresses.py). gunicorn itself still stops at a megabyte.
limit_request_line = 0
