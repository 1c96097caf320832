"""Failures that the client libraries do not report, in words a person can use.

ReplyFailure
StreamInterrupted     content had come; then the stream broke, ended early or fell silent
StreamSilent          nothing came for longer than silence is borne
EmptyReply            the endpoint answered, and said nothing
NoRoomToReply         it said nothing, since its tokens were used up before
FilteredReply         it said nothing, since that was filtered
ErrorInReply          it reported an error within its answer, and the client library took no notice
PageInsteadOfReply    a web page came instead of an answer
"""

from __future__ import annotations

from ..language import say


class ReplyFailure(Exception):
    """Base of all failures of a reply that we find out ourselves."""


class StreamInterrupted(ReplyFailure):
    """A reply that is not complete: some of it had come before the failure.

    What came has been shown and stays; asking again in another way could only repeat it. The
    exception that ended the stream, if there was one, is the cause.
    """

    def __init__(self, why: str) -> None:
        """`why` is half a sentence, such as "the connection was closed"."""
        super().__init__(
            say(
                "Response interrupted: {why}. The part that arrived is kept, but it is incomplete.",
                why=why,
            )
        )


class StreamSilent(ReplyFailure):
    """The endpoint accepted the stream and sent nothing."""

    def __init__(self, seconds: float) -> None:
        """`seconds` is how long silence was borne."""
        super().__init__(say("The endpoint sent no data for {seconds:g} s.", seconds=seconds))
        self.seconds = seconds


class EmptyReply(ReplyFailure):
    """The endpoint answered, and said nothing."""

    def __init__(self, *, streamed: bool) -> None:
        """`streamed`: whether a stream had been asked for."""
        super().__init__(
            say(
                "Streaming started but ended without any content. The endpoint may not support "
                "streaming: set streaming to Auto or Off."
            )
            if streamed
            else say("The endpoint responded, but the response is empty.")
        )


class NoRoomToReply(ReplyFailure):
    """The model used up the tokens of its answer before it said anything."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "The model used all tokens allowed for the response before writing any text, "
                "most likely for reasoning."
            )
        )


class FilteredReply(ReplyFailure):
    """What the model had to say, or what it was asked, was filtered."""

    def __init__(self, reason: str) -> None:
        """`reason` is the endpoint's own word for it."""
        super().__init__(say("A content filter removed the response ({reason}).", reason=reason))
        self.body = {"code": "content_filter", "message": reason}
        """In the form of an error's body, as diagnosis reads it."""


class ErrorInReply(ReplyFailure):
    """The endpoint reported an error within its answer, and the client library took no notice."""

    def __init__(self, body: object) -> None:
        """`body` is the error: a JSON value."""
        super().__init__(say("The endpoint reported an error instead of a response."))
        self.body = body if isinstance(body, dict) else {"message": str(body)}


class PageInsteadOfReply(ReplyFailure):
    """The endpoint answered with a web page: a portal, a login or a block page."""

    body: str = ""
    """The beginning of the page, where it was seen."""

    def __init__(self) -> None:
        super().__init__(
            say(
                "The endpoint returned a web page instead of a response. The address may not be "
                "that of the model API, or a proxy requires a login or blocks the request."
            )
        )
