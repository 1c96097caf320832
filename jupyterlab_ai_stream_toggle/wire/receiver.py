"""Follows the answer to a request for a stream, as it comes in.

What is seen is noted in a `Reception`. The bytes are left as they are, but for one thing: where a
client that expects OpenAI's events is sent JSON without them (one whole answer, a line for each
chunk, an error), it is given the events that say the same. Whether it is JSON is seen from the
first bytes and not from the content type, which is often wrong in both directions.

Until that is clear, which is with the first event at the latest, the bytes are held back. The
client could have made nothing of them.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from typing import Any

from ..diagnosis.evidence import is_page
from ..diagnosis.exchange import KEPT, Exchange
from ..streaming.idle_timeout import clock
from ..streaming.reply import Ending, Reception
from .coding import Decoder, Encoder, decoder_of, encoder_of
from .events import BOM, Lines, Splitter, splitter_of
from .marks import note, note_value, says_nothing
from .observer import Observer
from .requester import calling
from .watch import WireWatch
from .whole import DONE, JsonReader, event, events_of, holds_answer, is_whole
from .witness import Witness

_log = logging.getLogger(__name__)

_PAGE = 2_000
"""Characters of a web page that are kept."""
_UNDECIDED = 1_000_000
"""Bytes after which no first event is waited for any more."""
_AT_ONCE = 8_000
"""Bytes that are followed together: one by one, small pieces would cost several times as much."""
_BLANK = b" \t\r\n" + BOM
_FIRST = re.compile(rb"(?:^|[\r\n]|\xef\xbb\xbf)data:([^\r\n]*)[\r\n]")
"""The first line of data. A whole answer stands in one; an event of more lines is none."""

_State = Callable[[bytes, bytes], bytes]
"""What is done with a piece, as it went over the wire and decoded: what the client gets."""


def receiver_watch() -> WireWatch:
    """Watches for the answers that somebody wants to be noted."""
    return WireWatch(_observer_of)


def _observer_of(request: Any) -> Observer | None:
    call = calling()
    if call is None or call.exchange is None or request.method != "POST":
        return None
    # A token that is fetched, a log that is kept: not all that is sent meanwhile is the request.
    if call.reception is not None and _is_for_a_stream(request):
        return Receiver(call.reception, call.exchange, request)
    return Witness(request, call.exchange)


def _is_for_a_stream(request: Any) -> bool:
    if "stream" in request.url.path.lower():
        return True
    try:
        return _STREAMS.search(request.content) is not None
    except Exception:  # noqa: BLE001  # an upload that is streamed: each library raises its own
        return False


def _is_openai(request: Any) -> bool:
    """Whether OpenAI's chat completions are asked for, or completions."""
    path = request.url.path.rstrip("/")
    return path.endswith("/completions") and _OPENAI.search(request.content) is not None


# In a text such names have escaped quotes. To read tens of kilobytes of tools would cost more.
_STREAMS = re.compile(rb'"stream"\s*:\s*true')
_OPENAI = re.compile(rb'"(?:messages|prompt)"\s*:')


class Receiver(Observer):
    """Follows one answer. Whatever happens in here, the client gets its bytes."""

    _json: JsonReader
    """Where there is an encoder."""

    def __init__(self, reception: Reception, exchange: Exchange, request: Any) -> None:
        self._reception = reception
        self._exchange = exchange
        self._witness = Witness(request, exchange)
        self._request = request
        self._held = b""
        """What the client has not been given yet, as it went over the wire."""
        self._seen = b""
        """The same decoded."""
        self._state: _State = _ignore
        self._decoder: Decoder | None = None
        self._encoder: Encoder | None = None
        self._splitter: Splitter = Lines()
        self._response: Any = None
        """Until its first piece has come."""
        self._over = False
        self._as_it_is = False
        """Whether what comes is neither coded nor to be changed."""
        self._now = clock()
        self._unlooked = bytearray()
        """What was passed on, decoded, and is still to be followed."""

    def begin(self, response: Any) -> None:
        """See `Observer.begin`. An answer that is a failure is the client library's to raise."""
        self._witness.begin(response)
        self._reception.begin()
        self._reception.look = self._look
        if not response.is_success:
            self._state = self._quote
            return
        self._reception.seen = True
        self._reception.heard_at = self._now()
        self._decoder = decoder_of(response.headers.get("content-encoding", ""))
        if self._decoder is not None:
            self._response, self._state = response, self._meet

    def received(self, data: bytes) -> bytes | None:
        """See `Observer.received`."""
        self._reception.heard_at = self._now()
        if self._as_it_is:  # nearly all pieces of nearly all answers: the less is done, the better
            self._keep(data)
            return None
        try:
            decoded = self._decoder.decode(data) if self._decoder else b""
        except Exception:  # noqa: BLE001  # a broken coding: the client will say so
            return self._give_up() + data
        try:
            return self._state(data, decoded)
        except Exception:  # noqa: BLE001  # a fault of ours, and none of the client's
            _log.debug("AI stream toggle: an answer could not be followed.", exc_info=True)
            return self._give_up() or data  # what was held back has the piece at hand in it

    def complete(self) -> bytes | None:
        """See `Observer.complete`."""
        if self._over:
            return None
        self._witness.complete()
        self._look()
        try:
            rest = self._finish()
        except Exception:  # noqa: BLE001  # see `received`
            rest = self._give_up()
        self._let_go()
        return rest

    def end(self, error: BaseException | None = None) -> bytes | None:
        """See `Observer.end`."""
        if self._over:
            return None
        self._witness.end(error)
        self._look()
        reception = self._reception
        if self._state == self._follow and (rest := self._splitter.rest()):
            note(rest, reception)  # a client may act on a line before its event is complete
        if isinstance(error, Exception) and reception.seen and reception.ending is None:
            reception.ending = Ending.CUT
        held, self._held = self._held, b""
        self._let_go()
        return held

    def _let_go(self) -> None:
        """It is over. Nothing goes in a circle any longer, and waits for a garbage collector."""
        self._over, self._as_it_is = True, False
        self._state, self._response = _ignore, None
        if self._reception.look == self._look:  # and not that of a request since
            self._reception.look = None

    def _give_up(self) -> bytes:
        """Follow it no further. What has been held back."""
        self._state, self._decoder = _ignore, None
        self._as_it_is = False
        held, self._held = self._held, b""
        return held

    # What can be done with a piece.

    def _quote(self, data: bytes, decoded: bytes) -> bytes:  # noqa: ARG002  # see `_State`
        self._witness.received(data)
        return data

    def _follow(self, data: bytes, decoded: bytes) -> bytes:
        self._keep(decoded)
        return data

    def _keep(self, decoded: bytes) -> None:
        # The client goes first: a piece is looked at when another comes, or none does. Some
        # libraries hand on a whole answer in one.
        if len(self._unlooked) > _AT_ONCE:
            self._look()
        self._unlooked += decoded

    def _look(self) -> None:
        """Follow what was passed on. Raises nothing."""
        passed_on = bytes(self._unlooked)
        self._unlooked.clear()
        events, between, begun = passed_on.rpartition(b"\n\n")
        try:
            if self._splitter.between and says_nothing(events + between):
                passed_on = begun
            self._note(passed_on)
        except Exception:  # noqa: BLE001  # a fault of ours, and none of the client's
            _log.debug("AI stream toggle: an answer could not be followed.", exc_info=True)
            self._give_up()

    def _note(self, decoded: bytes) -> None:
        for each in self._splitter.split(decoded):
            note(each, self._reception)

    def _keep_page(self, data: bytes, decoded: bytes) -> bytes:
        kept = self._reception.page_text + decoded.decode("utf-8", "replace")
        self._reception.page_text = kept[:_PAGE]
        return data

    def _meet(self, data: bytes, decoded: bytes) -> bytes:
        """The first piece. In most answers it is plain what comes, and nothing is made ready."""
        headers, self._response = self._response.headers, None
        self._exchange.body = decoded[:KEPT]
        if _is_part(decoded):
            self._state = self._follow
            self._as_it_is = decoded is data
            return self._follow(data, decoded)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        self._splitter = splitter_of(kind)
        if _is_openai(self._request):
            self._encoder = encoder_of(headers.get("content-encoding", ""))
            self._json = JsonReader()
        self._state = self._decide
        return self._decide(data, decoded)

    def _decide(self, data: bytes, decoded: bytes) -> bytes:
        """Until it is clear what comes."""
        self._held += data
        self._seen += decoded
        head = self._seen.lstrip(_BLANK)
        if head.startswith(b"<"):
            return self._begin_page(head)
        if self._encoder is not None:
            if head.startswith((b"{", b"[", b'"')):
                return self._replace(self._translate, self._seen)
            first = _FIRST.search(self._seen)
            if first is None and len(self._seen) < _UNDECIDED:
                return b""
            value = _value(first[1]) if first else None
            if first is not None and is_whole(value):
                # One event that holds a whole answer: clients look for the pieces of one.
                self._reception.whole = True
                said = b"".join(map(event, events_of(value)))
                return self._replace(self._pass_on, said + self._seen[first.end() :])
        return self._release(self._follow)

    def _begin_page(self, head: bytes) -> bytes:
        text = head.decode("utf-8", "replace")
        if is_page(text):
            self._reception.page = True
            return self._release(self._keep_page)
        enough = len(head) > 200 or self._encoder is None
        return self._release(self._follow) if enough else b""

    def _release(self, state: _State) -> bytes:
        """Give the client what was held back, and go on in another way."""
        self._state = state
        held, self._held = self._held, b""
        seen, self._seen = self._seen, b""
        return state(held, seen)

    def _replace(self, state: _State, decoded: bytes) -> bytes:
        """Give the client other bytes from the beginning on."""
        self._state = state
        self._held = self._seen = b""
        return state(b"", decoded)

    def _translate(self, data: bytes, decoded: bytes) -> bytes:  # noqa: ARG002  # see `_State`
        return self._encoded(self._translated(self._json.read(decoded)))

    def _pass_on(self, data: bytes, decoded: bytes) -> bytes:  # noqa: ARG002  # see `_State`
        self._note(decoded)
        return self._encoded(decoded)

    # At the end.

    def _finish(self) -> bytes:
        reception, rest = self._reception, b""
        if self._state == self._decide:
            rest = self._release(self._follow)
            self._look()
        if self._state == self._translate:
            rest = self._encoded(self._translated(self._json.read(b"", last=True)) + DONE)
            rest += self._encoder.finish() if self._encoder else b""
            cut = self._json.unread
            if self._json.done:
                reception.ending = Ending.MARKED
        elif self._state == self._pass_on:
            rest = self._encoder.finish() if self._encoder else b""
            cut = self._is_cut()
        else:
            cut = self._state == self._follow and self._is_cut()
        if reception.ending is None and self._decoder is not None:
            cut = cut or self._decoder.unfinished
            reception.ending = Ending.CUT if cut else Ending.UNMARKED
        return rest

    def _is_cut(self) -> bool:
        """Whether the body ends in the midst of an event."""
        last = self._splitter.rest()
        if last is None:
            return False
        note(last, self._reception)
        return last.data.startswith((b"{", b"[")) and _value(last.data) is None

    # The parts of all that.

    def _translated(self, values: list[Any]) -> bytes:
        said = b""
        for value in values:
            self._reception.whole = self._reception.whole or holds_answer(value)
            for each in events_of(value):
                note_value(each, self._reception)
                said += event(each)
        return said

    def _encoded(self, said: bytes) -> bytes:
        return self._encoder.encode(said) if self._encoder and said else b""


def _ignore(data: bytes, decoded: bytes) -> bytes:  # noqa: ARG001  # see `_State`
    return data


def _is_part(piece: bytes) -> bool:
    """Whether a body begins with an event that is clearly none that holds a whole answer."""
    if not piece.startswith(b"data:"):
        return False
    ends = piece.find(b"\n")
    return ends >= 0 and b'"message"' not in piece[:ends]


def _value(data: bytes) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None
