"""What an administrator sees from afar: counts and times of replies, in the server's `/metrics`."""

__all__ = [
    "prometheus",
]
