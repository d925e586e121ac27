"""Changes of what is public by who may not publish: they wait until a publisher accepts or discards them."""
