"""Checks that contact the endpoint, and what is made of its answers."""
