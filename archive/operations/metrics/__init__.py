"""Figures for Prometheus, off unless METRICS_TOKEN or METRICS_FROM says who may read them."""
