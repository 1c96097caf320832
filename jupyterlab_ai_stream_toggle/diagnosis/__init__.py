"""What a failure means: exceptions as facts, and facts as the next step."""

__all__ = [
    "attached",
    "causes",
    "diagnose",
    "diagnosis",
    "evidence",
    "exchange",
    "log",
    "next_step",
    "order",
    "pasted",
    "recognition",
    "recorded",
    "redaction",
    "refusal",
    "reworded",
    "surroundings",
]
