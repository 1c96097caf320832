"""Checks that make no connection."""
