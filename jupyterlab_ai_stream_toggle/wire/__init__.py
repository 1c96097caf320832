"""What goes over the wire: httpx is watched, and what comes in is followed."""
