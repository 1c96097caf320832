"""What a client library puts around the words of an endpoint changes nothing of what they mean."""

from __future__ import annotations

import json

import pytest

from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.recorded import recorded

# Told with 429, and without a code that would tell a quota from a rate.
SAID = {
    "Your monthly budget is used up.": "quota-exceeded",
    "Insufficient credits.": "quota-exceeded",
    "余额不足": "quota-exceeded",
    "Budget has been exceeded! Current cost: 0.01, Max budget: 0.001": "quota-exceeded",
    "The team has spent its quota for November.": "quota-exceeded",
    "Slow down: 20 requests per minute.": "rate-limited",
    "请求过于频繁": "rate-limited",
    "Zu viele Anfragen": "rate-limited",
}

WRAPPERS = {
    "nothing": (None, "{said}"),
    "openai": ("openai.RateLimitError", "Error code: 429 - {{'error': {{'message': '{said}'}}}}"),
    "litellm": (
        "litellm.RateLimitError",
        "litellm.RateLimitError: RateLimitError: OpenAIException - {said}",
    ),
    "litellm, another provider": (
        "litellm.exceptions.RateLimitError",
        "litellm.RateLimitError: AzureException RateLimitError - {said}",
    ),
    "httpx": (
        "httpx.HTTPStatusError",
        "Client error '429 Too Many Requests' for url 'https://host/v1/chat/completions'",
    ),
    "anthropic": ("anthropic.RateLimitError", "Error code: 429 - {body}"),
}


@pytest.mark.parametrize("wrapper", WRAPPERS)
@pytest.mark.parametrize("said", SAID)
def test_a_quota_is_no_rate_whoever_hands_it_on(said: str, wrapper: str) -> None:
    exception, message = WRAPPERS[wrapper]
    body = {"error": {"message": said}}
    record = {
        "status": 429,
        "body": body,
        "exception": exception,
        "message": message.format(said=said, body=json.dumps(body, ensure_ascii=False)),
        "phase": "on_request",
    }
    assert diagnose(recorded(record)).id == SAID[said]
