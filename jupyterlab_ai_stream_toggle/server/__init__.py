"""The REST interface and the events for the browser."""
