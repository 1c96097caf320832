"""What is asked for: modes of users and administrators, and which of them is in force."""

__all__ = [
    "configured_locks",
    "directories",
    "layers",
    "locks",
    "recovery",
    "resolve",
    "settings_error",
    "settings_file",
    "store",
]
