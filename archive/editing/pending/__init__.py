"""Changes to public rows by people who may not publish: they wait until a publisher accepts or discards them."""
