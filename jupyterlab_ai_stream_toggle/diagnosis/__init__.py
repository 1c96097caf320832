"""What a failure means: exceptions as facts, and facts as the next step."""
