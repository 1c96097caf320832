"""The causes of failures that are told apart."""

from __future__ import annotations

from enum import Enum


class Cause(str, Enum):
    """What went wrong. The values are stable: help pages and settings refer to them."""

    STREAMING_NOT_SUPPORTED = "streaming-not-supported"
    STREAM_OPTIONS_NOT_SUPPORTED = "stream-options-not-supported"
    STREAMING_PERMISSION_DENIED = "streaming-permission-denied"
    """The key may use the model, but not the streaming operation."""
    STREAMING_REQUIRED = "streaming-required"
    STREAM_INTERRUPTED = "stream-interrupted"
    STREAM_SILENT = "stream-silent"
    """The stream was accepted, and nothing came."""
    REPLY_MALFORMED = "reply-malformed"
    EMPTY_REPLY = "empty-reply"

    KEY_MISSING = "key-missing"
    KEY_REJECTED = "key-rejected"
    PERMISSION_DENIED = "permission-denied"
    MODEL_NOT_FOUND = "model-not-found"
    """The model or the deployment."""
    API_VERSION_UNSUPPORTED = "api-version-unsupported"
    """Unknown, too old, or not given."""
    ENDPOINT_WRONG = "endpoint-wrong"
    """The address: its path, its host, its form."""
    PARAMETER_NOT_SUPPORTED = "parameter-not-supported"

    RATE_LIMITED = "rate-limited"
    QUOTA_EXCEEDED = "quota-exceeded"
    CONTEXT_TOO_LONG = "context-too-long"
    CONTENT_FILTERED = "content-filtered"

    PROVIDER_DOWN = "provider-down"
    GATEWAY_TIMEOUT = "gateway-timeout"

    HOST_NOT_FOUND = "host-not-found"
    CONNECTION_REFUSED = "connection-refused"
    """No connection came about, or it was closed before an answer."""
    CERTIFICATE_NOT_TRUSTED = "certificate-not-trusted"
    PROXY_BLOCKED = "proxy-blocked"
    """A proxy, a firewall or a login page stands in for the endpoint."""

    DEPENDENCY_BROKEN = "dependency-broken"
    """Packages of this Python environment that do not fit together."""
    UNKNOWN = "unknown"
