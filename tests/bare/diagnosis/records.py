"""Failures of many endpoints as they were recorded, each with its cause."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jupyterlab_ai_stream_toggle.diagnosis.evidence import FailureEvidence
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded
from jupyterlab_ai_stream_toggle.target import Target

AZURE = Target("azure", "chat", "https://contoso.openai.azure.com", "2024-06-01")
STREAM, PLAIN, MIDST = "on_request", "plain_request", "mid_stream"


def openai(message: str, **error: Any) -> dict[str, Any]:
    """An error as OpenAI, Azure and most that imitate them word it."""
    return {"error": {"message": message, **error}}


# expected, phase, status, body, exception, message
RECORDS: list[tuple[str, str, int | None, Any, str, str]] = [
    # What a page asked for.
    ("browser-blocked", STREAM, None, None, "RefusedToBrowser", "Failed to fetch"),
    ("browser-blocked", PLAIN, None, None, "BrowserFetchError", "Failed to fetch"),
    ("browser-blocked", STREAM, None, None, "", "Error: Load failed"),
    # Streaming itself.
    ("streaming-not-supported", STREAM, 400, openai("No.", param="stream"), "BadRequestError", ""),
    ("streaming-not-supported", STREAM, 403, {"message": "No streaming here"}, "", ""),
    ("streaming-not-supported", STREAM, None, None, "ValueError", "stream is not supported"),
    ("stream-options-not-supported", STREAM, 400, openai("Hm", param="stream_options"), "", ""),
    (
        "streaming-permission-denied",
        STREAM,
        403,
        {"Message": "u is not authorized to perform bedrock:InvokeModelWithResponseStream"},
        "AccessDeniedException",
        "",
    ),
    (
        "streaming-permission-denied",
        STREAM,
        403,
        openai("Streaming is not part of your role", type="permission_error"),
        "PermissionDeniedError",
        "",
    ),
    ("streaming-required", PLAIN, 400, openai("Only streaming is offered"), "", ""),
    # Amounts.
    ("rate-limited", STREAM, 429, openai("Slow down a bit"), "RateLimitError", ""),
    ("rate-limited", STREAM, None, None, "ThrottlingException", "Too many requests for now"),
    ("rate-limited", PLAIN, 429, openai("Quota of 10 requests per minute reached"), "", ""),
    ("rate-limited", PLAIN, 500, openai("litellm.RateLimitError: too many requests"), "", ""),
    ("rate-limited", PLAIN, 429, {"message": "请求过于频繁,请 5 秒后重试"}, "", ""),
    ("quota-exceeded", STREAM, 429, openai("No more", code="insufficient_quota"), "", ""),
    ("quota-exceeded", STREAM, 402, openai("Add credits to go on"), "", ""),
    ("quota-exceeded", PLAIN, 403, {"message": "Quota is spent, replenished in 01:00:00"}, "", ""),
    ("quota-exceeded", PLAIN, 400, {"message": "账户余额不足"}, "", ""),
    ("gateway-timeout", STREAM, 504, "<html><body>Gateway Time-out</body></html>", "", ""),
    ("gateway-timeout", STREAM, None, None, "APITimeoutError", "Request timed out."),
    ("gateway-timeout", PLAIN, 502, {"message": "upstream request timeout"}, "", ""),
    ("gateway-timeout", PLAIN, 524, "", "", "Error code: 524"),
    # What was sent.
    ("content-filtered", STREAM, 400, openai("x", code="content_filter"), "", ""),
    ("content-filtered", PLAIN, 400, openai("Flagged by our moderation", type="invalid"), "", ""),
    ("content-filtered", PLAIN, 400, openai("内容安全检查未通过"), "", ""),
    ("context-too-long", STREAM, 400, openai("x", code="context_length_exceeded"), "", ""),
    ("context-too-long", PLAIN, 400, openai("prompt is too long: 9 tokens > 8 maximum"), "", ""),
    ("context-too-long", PLAIN, 413, "<html><h1>413 Request Entity Too Large</h1></html>", "", ""),
    ("context-too-long", PLAIN, 400, None, "ContextWindowExceededError", "litellm.X: too much"),
    ("parameter-not-supported", STREAM, 400, openai("x", param="temperature"), "", ""),
    ("parameter-not-supported", PLAIN, 400, openai("Unknown parameter: 'foo_bar'"), "", ""),
    (
        "parameter-not-supported",
        STREAM,
        400,
        openai("some/model:2b does not support tools"),
        "BadRequestError",
        "",
    ),
    ("parameter-not-supported", PLAIN, 404, openai("No endpoints that support tool use"), "", ""),
    ("parameter-not-supported", PLAIN, 422, {"detail": [{"loc": ["body", "n"]}]}, "", ""),
    # Who asks, and for what.
    ("key-missing", STREAM, 401, openai("You didn't provide an API key"), "", ""),
    ("key-missing", STREAM, None, None, "OpenAIError", "The api_key option must be set"),
    ("key-missing", PLAIN, None, None, "NoCredentialsError", "Unable to locate credentials"),
    ("key-missing", PLAIN, None, None, "LocalProtocolError", "Illegal header value b'Bearer '"),
    ("key-missing", PLAIN, 401, {"message": "缺少 API Key"}, "", ""),
    ("key-rejected", STREAM, 401, openai("Incorrect API key provided: abc"), "", ""),
    ("key-rejected", STREAM, 401, "", "AuthenticationError", "Error code: 401"),
    ("key-rejected", PLAIN, 400, openai("API key not valid", status="INVALID_ARGUMENT"), "", ""),
    ("key-rejected", PLAIN, 403, openai("The security token included is expired"), "", ""),
    ("permission-denied", STREAM, 403, openai("You may not use this"), "PermissionDeniedError", ""),
    (
        "permission-denied",
        STREAM,
        401,
        openai("Lacks data action", code="PermissionDenied"),
        "",
        "",
    ),
    ("permission-denied", PLAIN, 403, openai("Country not supported", code="unsupported"), "", ""),
    ("model-not-found", STREAM, 404, openai("x", code="DeploymentNotFound"), "", ""),
    ("model-not-found", PLAIN, 404, openai("model 'foo' not found, try pulling it"), "", ""),
    ("model-not-found", PLAIN, 400, openai("LLM Provider NOT provided. model=foo"), "", ""),
    ("model-not-found", PLAIN, 400, openai("The model has been decommissioned"), "", ""),
    ("setting-missing", PLAIN, None, None, "ValueError", "api_base is required; pass the argument"),
    ("header-missing", PLAIN, 400, openai("Header x-route is required"), "", ""),
    ("parameter-invalid", PLAIN, None, None, "TypeError", "must be real number, not str"),
    (
        "model-not-found",
        PLAIN,
        400,
        {"message": "The provided model identifier is invalid."},
        "",
        "",
    ),
    ("model-not-found", PLAIN, 404, openai("模型不存在"), "", ""),
    ("api-version-unsupported", STREAM, 400, openai("API version not supported"), "", ""),
    ("api-version-unsupported", PLAIN, 404, openai("Missing query parameter: api-version"), "", ""),
    ("api-version-unsupported", PLAIN, 400, openai("Only for api-version 2025 and later"), "", ""),
    ("endpoint-wrong", STREAM, 404, openai("Resource not found", code="404"), "", ""),
    ("endpoint-wrong", PLAIN, 404, {"detail": "Not Found"}, "", ""),
    ("endpoint-wrong", PLAIN, 405, "", "APIStatusError", "Error code: 405"),
    ("endpoint-wrong", PLAIN, 404, openai("This is not a chat model: use v1/completions"), "", ""),
    ("endpoint-wrong", PLAIN, 400, openai("api-version is not allowed on /v1 paths"), "", ""),
    ("endpoint-wrong", PLAIN, None, None, "UnsupportedProtocol", "URL is missing an 'http://'"),
    ("endpoint-wrong", PLAIN, None, None, "ConnectError", "[SSL: WRONG_VERSION_NUMBER] wrong"),
    ("endpoint-wrong", STREAM, 404, "<html><title>404</title></html>", "", ""),
    ("endpoint-wrong", STREAM, None, "<html><title>Welcome home</title></html>", "", ""),
    # The endpoint.
    ("provider-down", STREAM, 500, "Internal Server Error", "InternalServerError", ""),
    ("provider-down", PLAIN, 529, {"error": {"type": "overloaded_error"}}, "", ""),
    ("provider-down", PLAIN, 503, "<html>503</html>", "", ""),
    ("provider-down", STREAM, None, openai("internal error"), "APIError", "internal error"),
    # On the way.
    ("host-not-found", STREAM, None, None, "ConnectError", "[Errno -2] Name or service not known"),
    ("host-not-found", PLAIN, None, None, "gaierror", "[Errno 8] nodename nor servname provided"),
    ("connection-refused", STREAM, None, None, "APIConnectionError", "Connection error."),
    ("connection-refused", PLAIN, None, None, "ConnectError", "All connection attempts failed"),
    ("connection-refused", PLAIN, None, None, "ConnectTimeout", ""),
    ("connection-refused", PLAIN, None, None, "RemoteProtocolError", "Server disconnected"),
    (
        "certificate-not-trusted",
        STREAM,
        None,
        None,
        "ConnectError",
        "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate",
    ),
    ("proxy-blocked", STREAM, 407, "", "APIStatusError", "Error code: 407"),
    ("proxy-blocked", PLAIN, None, None, "ProxyError", "403 Forbidden"),
    ("proxy-blocked", STREAM, 403, "<html><h1>403 Forbidden</h1></html>", "", ""),
    ("proxy-blocked", STREAM, None, "<!doctype html><title>Sign in</title>", "", ""),
    # The answer.
    ("reply-malformed", STREAM, None, None, "SSEError", "expected text/event-stream, no stream"),
    ("reply-malformed", STREAM, None, None, "AttributeError", "'str' object has no 'choices'"),
    ("reply-malformed", PLAIN, None, None, "JSONDecodeError", "Expecting value: line 1"),
    ("empty-reply", STREAM, None, None, "ValueError", "No generation chunks were returned"),
    ("stream-interrupted", MIDST, None, None, "ReadError", ""),
    ("stream-interrupted", STREAM, None, None, "RemoteProtocolError", "Server disconnected"),
    ("stream-interrupted", STREAM, None, None, "ClientPayloadError", "Payload is not completed"),
    ("reply-malformed", STREAM, None, None, "RemoteProtocolError", "illegal status line: 'no'"),
    ("stream-interrupted", MIDST, None, openai("Oh", type="server_error"), "APIError", "Oh"),
    ("rate-limited", MIDST, 429, openai("Enough"), "APIError", "Enough"),
    ("provider-down", MIDST, None, {"error": {"type": "overloaded_error"}}, "APIError", ""),
    ("reply-malformed", MIDST, None, None, "JSONDecodeError", "Unterminated string"),
    # This machine.
    ("dependency-broken", STREAM, None, None, "ImportError", "cannot import name 'A' from 'b'"),
    (
        "dependency-broken",
        PLAIN,
        500,
        None,
        "APIConnectionError",
        "litellm.APIConnectionError: cannot import name 'CacheableResult' from 'mcp.types'",
    ),
    (
        "dependency-broken",
        PLAIN,
        None,
        None,
        "TypeError",
        "Client.__init__() got an unexpected keyword argument 'proxies'",
    ),
    ("unknown", PLAIN, None, None, "RuntimeError", "It is what it is"),
    ("unknown", PLAIN, 418, None, "APIStatusError", "I'm a teapot"),
]


def evidence(
    phase: str, status: int | None, body: Any, exception: str, message: str
) -> FailureEvidence:
    return recorded(
        {
            "phase": phase,
            "status": status,
            "body": body,
            "exception": f"some.package.{exception}" if exception else None,
            "message": message,
        }
    )


OWN = [
    json.loads(line)
    for line in (Path(__file__).parent / "failures.jsonl").read_text("utf-8").splitlines()
]
ALL = [evidence(*rest) for _, *rest in RECORDS] + [recorded(record) for record in OWN]
