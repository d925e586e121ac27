"""Words of time in many languages, and the days of events."""
