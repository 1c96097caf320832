"""How replies are fetched: the ladder, and model classes that climb it."""
