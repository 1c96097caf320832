"""What client libraries hang on their exceptions: causes, status, headers, the error's body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .reworded import own_words
from .speakers import quotes_an_answer
from .transport import NO_CERTIFICATES

_LOADING = frozenset({"create_default_context", "create_ssl_context", "load_verify_locations"})
"""Functions of Python and of httpx that load trusted certificates, and do nothing else."""
_CAUSES = 16
"""Exceptions that are looked at; two libraries, each with retries, make a dozen."""


def with_causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, and those that it was raised from, in the order of their nearness."""
    seen: list[BaseException] = []
    queue: list[BaseException | None] = [error]
    while queue and len(seen) < _CAUSES:
        each = queue.pop(0)
        if each is None or each in seen:
            continue
        seen.append(each)
        yield each
        queue.append(each.__cause__)
        if not quotes_an_answer(each):  # what failed before an answer came is past
            queue.append(each.__context__)
        original = getattr(each, "original_exception", None)  # litellm's mid-stream error
        if isinstance(original, BaseException):
            queue.append(original)


def found_by_traceback(error: BaseException) -> set[str]:
    """What Python has no class for: files of certificates fail as all files do."""
    if not isinstance(error, OSError) or isinstance(error, (ConnectionError, TimeoutError)):
        return set()
    frame = error.__traceback__
    while frame is not None:
        if frame.tb_frame.f_code.co_name in _LOADING:
            return {NO_CERTIFICATES}
        frame = frame.tb_next
    return set()


def status_of(error: BaseException) -> int | None:
    """The HTTP status of the answer, if it stands for a failure."""
    response = getattr(error, "response", None)
    if isinstance(response, dict):  # botocore
        return as_status(response.get("ResponseMetadata", {}).get("HTTPStatusCode"))
    return as_status(getattr(error, "status_code", None)) or as_status(
        getattr(response, "status_code", None)
    )


def headers_of(error: BaseException) -> dict[str, str]:
    """The headers of the answer, by their names in lower case."""
    response = getattr(error, "response", None)
    if isinstance(response, dict):  # botocore
        response = response.get("ResponseMetadata")
        headers = response.get("HTTPHeaders") if isinstance(response, dict) else None
    else:
        headers = getattr(response, "headers", None)
    # litellm makes up a response of its own, and keeps the headers of the real one aside.
    return lower_case(getattr(error, "litellm_response_headers", None) or headers)


def lower_case(headers: object) -> dict[str, str]:
    """Headers by their names in lower case; none for what are no headers."""
    if not isinstance(headers, Mapping):
        return {}
    return {str(name).lower(): str(value) for name, value in headers.items()}


def content_type(headers: Mapping[str, str]) -> str | None:
    """The content type without its parameters."""
    return headers.get("content-type", "").partition(";")[0].strip().lower()[:100] or None


def as_status(value: object) -> int | None:
    """An HTTP status that stands for a failure, if the value is one."""
    if isinstance(value, str) and value.isdigit():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and 400 <= value <= 599:
        return value
    return None


def botocore_error(error: BaseException) -> object:
    """The body of an error of Amazon's, which its client keeps apart."""
    response = getattr(error, "response", None)
    return response.get("Error") if isinstance(response, dict) else None


def text_of(error: BaseException) -> str:
    """The words of the exception. Never raises."""
    try:
        return own_words(error)
    except Exception as broken:  # noqa: BLE001  # a third party's __str__ may do anything
        return type(broken).__name__
