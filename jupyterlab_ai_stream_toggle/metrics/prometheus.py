"""Replies, as Jupyter Server's own `/metrics` tells of them.

The labels are Jupyter AI's providers and closed sets of ours. There is no model, endpoint or user
in them: a provider that Jupyter AI does not know may be anything that somebody has typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from itertools import product
from typing import NamedTuple

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram

from ..capability.record import Evidence
from ..models.told import Outcome
from ..modes import Delivery
from ..target import Target

OTHER = "other"
"""Stands for all providers that Jupyter AI does not know by itself."""

_SECONDS = (0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 600)
"""Up to the longest silence that a plain request is borne by default."""


class Collectors(NamedTuple):
    """What is registered."""

    replies: Counter
    fallbacks: Counter
    failures: Counter
    first_token: Histogram
    duration: Histogram


@cache
def collectors(registry: CollectorRegistry) -> Collectors:
    """Those of a registry, which takes each name once: several servers in a process share them."""
    return Collectors(
        Counter(
            "jupyter_ai_stream_replies",
            "Calls of a model that ended, by how they were asked for and how they ended.",
            ("provider", "delivery", "outcome"),
            registry=registry,
        ),
        Counter(
            "jupyter_ai_stream_fallbacks",
            "Calls that were answered in another way than they were asked for first, by why.",
            ("provider", "evidence"),
            registry=registry,
        ),
        Counter(
            "jupyter_ai_stream_failures",
            "Calls that failed, by the id of what was wrong.",
            ("provider", "diagnosis"),
            registry=registry,
        ),
        Histogram(
            "jupyter_ai_stream_first_token_seconds",
            "Seconds from asking a model to the first text or tool call.",
            ("provider", "delivery"),
            buckets=_SECONDS,
            registry=registry,
        ),
        Histogram(
            "jupyter_ai_stream_duration_seconds",
            "Seconds from asking a model to the end of its answer.",
            ("provider", "delivery"),
            buckets=_SECONDS,
            registry=registry,
        ),
    )


class PrometheusMetrics:
    """Counts what it is told of replies; see `ReplyListener`."""

    def __init__(
        self, providers: Callable[[], Collection[str]], registry: CollectorRegistry = REGISTRY
    ) -> None:
        """`providers` are the ids that Jupyter AI knows by itself, at the moment of the call."""
        self._providers = providers
        self._collectors = collectors(registry)
        self._begun: set[str] = set()

    def replied(
        self,
        target: Target,
        delivery: Delivery,
        outcome: Outcome,
        *,
        first: float | None,
        total: float,
    ) -> None:
        """See `ReplyListener.replied`. Only answers have a time: a failure says nothing of it."""
        provider = self._provider(target)
        self._collectors.replies.labels(provider, delivery.value, outcome.value).inc()
        if outcome is Outcome.ANSWERED:
            self._collectors.duration.labels(provider, delivery.value).observe(total)
            if first is not None:
                self._collectors.first_token.labels(provider, delivery.value).observe(first)

    def fell_back(self, target: Target, evidence: Evidence) -> None:
        """See `ReplyListener.fell_back`."""
        self._collectors.fallbacks.labels(self._provider(target), evidence.value).inc()

    def failed(self, target: Target, diagnosis: str) -> None:
        """See `ReplyListener.failed`."""
        self._collectors.failures.labels(self._provider(target), diagnosis).inc()

    def _provider(self, target: Target) -> str:
        provider = target.provider if target.provider in self._providers() else OTHER
        if provider not in self._begun:
            self._begun.add(provider)
            self._begin(provider)
        return provider

    def _begin(self, provider: str) -> None:
        """Have them count from nought: what Prometheus first sees at one has not increased."""
        for delivery, outcome in product(Delivery, Outcome):
            self._collectors.replies.labels(provider, delivery.value, outcome.value)
        for evidence in Evidence:
            self._collectors.fallbacks.labels(provider, evidence.value)
