"""Nobody said what stands in a traceback, and what a client library says is not the endpoint's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jupyterlab_ai_stream_toggle.diagnosis.causes.keys import KEY_MISSING
from jupyterlab_ai_stream_toggle.diagnosis.diagnose import diagnose
from jupyterlab_ai_stream_toggle.diagnosis.evidence import FailureEvidence, Phase, evidence_of
from jupyterlab_ai_stream_toggle.diagnosis.next_step import NextStep, Verdict, next_step, verdict
from jupyterlab_ai_stream_toggle.diagnosis.pasted import pasted
from jupyterlab_ai_stream_toggle.diagnosis.tracebacks import taken_apart, without_tracebacks

Judgement = tuple[Verdict, NextStep, str]


def judged(facts: FailureEvidence) -> Judgement:
    return verdict(facts), next_step(facts), diagnose(facts).id


class Litellm(Exception):
    """An exception of LiteLLM: a status of its own, and a text for all that it knows."""

    __module__ = "litellm.exceptions"

    def __init__(self, message: str, status: int = 500) -> None:
        super().__init__(message)
        self.status_code = status


class Answered(Exception):
    """An HTTP error as the openai package carries it."""

    __module__ = "openai"

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"Error code: {status} - {body}")
        self.status_code = status
        self.body = body
        self.response = object()


SAID = [
    "litellm.APIConnectionError: AzureException APIConnectionError - the backend failed",
    "litellm.InternalServerError: OpenAIException - Streaming is not supported here",
    "litellm.BadRequestError: OpenAIException - Unknown field: stream_options",
    "litellm.APIError: the model is overloaded",
    "Something happened: {'error': {'message': 'No.', 'param': 'stream'}}",
    "Something happened",
    "本模型不提供流式输出",
]
LINES = st.one_of(
    st.sampled_from(
        [
            "return await self.async_streaming(stream=True, stream_options=options)",
            "raise ValueError('streaming is not supported')  # no streams without stream_options",
            "if not stream: raise OpenAIError('stream must be true')",
            "async for chunk in self.completion_stream:  # invalid api key, quota, rate limit",
            'Traceback (most recent call last):  # "\\n" is no stream',
            '{"error": {"param": "stream", "code": "context_length_exceeded"}}',
            "x\x0bnot streaming\x85no stream\u2028only streams\x1cunsupported stream",
            "",
        ]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=60),
)
FRAMES = st.lists(
    st.tuples(st.sampled_from(["async_streaming", "stream", "f"]), LINES), min_size=1, max_size=5
)
RAISED = st.sampled_from(["RuntimeError", "RuntimeError: it went wrong", "ValueError: boom"])


@st.composite
def tracebacks(draw: st.DrawFn) -> str:
    """One traceback, or several that are chained."""
    texts: list[str] = []
    for frames in draw(st.lists(FRAMES, min_size=1, max_size=3)):
        lines = ["Traceback (most recent call last):"]
        for name, source in frames:
            lines.append(f'  File "/lib/streaming_handler.py", line 1992, in {name}')
            lines += [f"    {source}", "    ^^^^^^"] if source else []
        texts.append("\n".join([*lines, draw(RAISED)]))
    between = "\n\nThe above exception was the direct cause of the following exception:\n\n"
    return between.join(texts)


@given(said=st.sampled_from(SAID), traceback=tracebacks(), again=st.booleans())
def test_a_traceback_in_a_message_changes_nothing(said: str, traceback: str, again: bool) -> None:
    message = f"{said}\n{traceback}"
    if again:  # as LiteLLM's MidStreamFallbackError does it
        message += f"\n Original exception: APIConnectionError: {said}\n{traceback}\n"
    for phase in (Phase.BEFORE_CONTENT, Phase.PLAIN_REQUEST):
        plain = judged(evidence_of(Litellm(said), phase))
        assert judged(evidence_of(Litellm(message), phase)) == plain


@given(said=st.sampled_from(SAID), traceback=tracebacks())
def test_a_traceback_in_a_body_changes_nothing(said: str, traceback: str) -> None:
    def answered(text: str) -> Judgement:
        return judged(evidence_of(Answered(500, {"error": {"message": text, "code": "x1"}})))

    assert answered(f"{said}\n{traceback}") == answered(said)


@given(traceback=tracebacks())
def test_nor_does_one_in_a_text_that_was_written_as_a_literal(traceback: str) -> None:
    body = json.dumps({"error": {"message": f"boom\n{traceback}"}}).encode()
    for text in (f"AnthropicException - {body!r}", f"Exception - {traceback.encode()!r}"):
        facts = evidence_of(Litellm(f"litellm.InternalServerError: {text}"))
        assert (verdict(facts), next_step(facts)) == (Verdict.UNTELLING, NextStep.PLAIN_REQUEST)


@given(text=st.text())
@example("Traceback (most recent call last)")
@example("Traceback (most recent call last):\n  File")
@example("Traceback (most recent call last):\\n  File\\n")
@example(
    "Traceback (most recent call last):\n\n\nTraceback (most recent call last):\n  x\nA: b\n  c"
)
def test_a_text_without_one_is_left_as_it_is(text: str) -> None:
    evidence_of(Litellm(text))
    if "Traceback" not in text:
        assert "".join(map(str, taken_apart(text))) == text


def test_frames_without_a_beginning_and_of_other_languages_are_no_words_either() -> None:
    for text in (
        '  File "/lib/handler.py", line 3, in stream\n    raise X("no streaming")\nboom',
        "Error: boom\n    at Stream.notStreaming (/app/stream.js:3:1)\n    at Stream.emit (x:1:2)",
        "boom\n\tat com.example.Streaming.off(Streaming.java:1)\n\tat Stream.no(Stream.java:2)",
    ):
        assert verdict(evidence_of(Answered(500, {"message": text}))) is Verdict.UNTELLING


def test_what_was_raised_is_left_for_people() -> None:
    text = without_tracebacks(
        'It broke: Traceback (most recent call last):\n  File "x", line 1, in f\n    g()\n'
        "httpx.ReadError: gone\n  for good\n Original exception: the same"
    )
    assert text == "It broke: httpx.ReadError: gone\n  for good\n Original exception: the same"


# Sentences of client libraries, each as LiteLLM or a chat hands it on.
CLIENTS_OWN = [
    (
        "litellm.APIConnectionError: OpenAIException - openai raised a streaming error - "
        "finish_reason: error, no content string given. Received Chunk={'text': 'not as a stream', "
        "'is_finished': True, 'original_chunk': ChatCompletionChunk(moderation=None)}"
    ),
    "litellm.APIConnectionError: Received streaming error - 'Stream' object has no attribute 'x'",
    "litellm.APIConnectionError: An unknown error occurred with the stream",
    "litellm.APIError: Bedrock answered the stream with HTTP 200 but its body decoded to no events",
    "litellm.APIError: Bedrock event-stream shape could not be loaded from botocore. Ensure that.",
    "openai closed the responses stream before any terminal event (response.completed, or others)",
    "litellm.APIConnectionError: XException - Stream ended before a finish_reason was received",
    (
        "httpx_sse._exceptions.SSEError: Expected response header Content-Type to contain "
        "'text/event-stream', got 'text/plain' and no stream"
    ),
    "litellm.APIConnectionError: Expected response with content type 'text/event-stream', got None",
    (
        "litellm.APIConnectionError: OpenAIException - ReadError: the stream is not open\n"
        "httpx2.StreamClosed: no\nhttpx2.RemoteProtocolError: stream cannot be read, only closed"
    ),
]


@pytest.mark.parametrize("said", CLIENTS_OWN)
def test_a_client_library_is_not_the_endpoint(said: str) -> None:
    for phase in (Phase.BEFORE_CONTENT, Phase.PLAIN_REQUEST):
        facts = evidence_of(Litellm(said), phase)
        if phase is Phase.BEFORE_CONTENT:
            assert verdict(facts) is Verdict.UNTELLING
        assert next_step(facts) is not NextStep.NEEDS_STREAM
        assert diagnose(facts).id not in (
            "streaming-not-supported",
            "streaming-required",
        )


def test_what_it_quotes_of_the_endpoint_still_counts() -> None:
    for said in (
        (
            "litellm.APIConnectionError: BedrockException - Received streaming error - "
            "streaming is not supported"
        ),
        (
            "litellm.APIConnectionError: OpenAIException - Streaming is not supported here\n"
            'Traceback (most recent call last):\n  File "x", line 1, in f\n    g()\n'
            "openai.APIError: Streaming is not supported here"
        ),
        (
            "litellm.APIError: SageMaker endpoint streamed an error: "
            '{"error": {"message": "this model cannot stream"}}'
        ),
    ):
        assert verdict(evidence_of(Litellm(said))) is Verdict.REFUSED


def test_an_exception_in_the_chain_tells_whose_words_a_wrapper_repeats() -> None:
    class ReadError(Exception):
        __module__ = "httpx2"

    words = "the stream was closed by somebody and cannot be read, only dropped"
    error = Litellm(f"litellm.APIConnectionError: AnthropicException - {words}. Handle with `x`.")
    error.__context__ = ReadError(words)
    assert verdict(evidence_of(error)) is Verdict.UNTELLING
    error.__context__ = Answered(400, {"message": words})
    assert verdict(evidence_of(error)) is Verdict.REFUSED


def test_an_answer_that_an_error_quotes_is_not_about_streams() -> None:
    chunk = {"id": "1", "choices": [{"delta": {"content": "I cannot stream"}}]}
    said = f"litellm.BadRequestError: OllamaException - KeyError: 'message', Got {chunk}"
    assert verdict(evidence_of(Litellm(said, 400))) is not Verdict.REFUSED


def test_a_bare_refusal_is_the_same_in_every_wrapping() -> None:
    for said in (
        "Error code: 400",
        "litellm.BadRequestError: OpenAIException - Error code: 400",
        "litellm.BadRequestError: Vertex_ai_betaException BadRequestError - b''",
        "litellm.BadRequestError: Ollama_chatException - ",
    ):
        assert verdict(evidence_of(Litellm(said, 400))) is Verdict.UNTELLING


def test_what_failed_before_the_answer_came_is_past() -> None:
    error = Answered(500, {"error": {"message": "oops"}})
    error.__context__ = ConnectionRefusedError(111, "Connection refused")
    assert judged(evidence_of(error)) == (
        Verdict.UNTELLING,
        NextStep.PLAIN_REQUEST,
        "provider-down",
    )


def test_connections_of_a_gateway_are_not_ours() -> None:
    text = "litellm.InternalServerError: httpx.ConnectError: All connection attempts failed"
    facts = evidence_of(Answered(500, {"error": {"message": text, "code": "500"}}))
    assert facts.status == 500
    assert not facts.is_network
    assert diagnose(facts).id == "provider-down"


def test_a_port_is_no_status() -> None:
    error = Litellm(
        "litellm.APIConnectionError: Cannot connect to host 127.0.0.1:40407 ssl:default"
    )
    assert diagnose(evidence_of(error)).id == "connection-refused"


@pytest.mark.parametrize(
    "said",
    [
        "Illegal header value b'Bearer sk-1\\n'",
        "Forbidden control character detected in headers. Potential header injection attack.",
        "Newline or carriage return detected in headers. Potential header injection attack.",
        "'ascii' codec can't encode character '\\xe9' in position 11: ordinal not in range(128)",
    ],
)
@pytest.mark.parametrize("phase", [Phase.BEFORE_CONTENT, Phase.PLAIN_REQUEST])
def test_a_key_that_cannot_be_sent(said: str, phase: Phase) -> None:
    facts = evidence_of(Litellm(f"litellm.APIConnectionError: OllamaException - {said}"), phase)
    assert facts.unsent
    assert facts.status is None, "there was no answer that could have one"
    assert next_step(facts) is NextStep.RAISE
    told = diagnose(facts)
    assert told.id == "key-missing"
    header = next(each for each in KEY_MISSING.variants if each.name == "header")
    assert told.title == header.title


def test_a_pasted_traceback_is_read_the_same_way() -> None:
    frames = '  File "/lib/streaming.py", line 3, in stream\n    raise X("no streaming")\n'
    begins = f"Traceback (most recent call last):\n{frames}"
    lost = pasted(f"{begins}httpx.ReadError: stream is not open")
    assert (lost.connection_lost, verdict(lost)) == (True, Verdict.UNTELLING)
    refused = pasted(
        f"{begins}openai.BadRequestError: Error code: 400 - {{'error': {{'param': 'stream'}}}}\n\n"
        f"During handling of the above exception, another exception occurred:\n\n{begins}"
        "httpx.ReadError: gone"
    )
    assert verdict(refused) is Verdict.REFUSED
    assert verdict(pasted(f"{begins}ValueError: streaming is not supported")) is Verdict.REFUSED
