"""What keeps an answer from the page: of personas that ask from the browser."""

from __future__ import annotations

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Action, Disproof
from ..words import words

REFUSED_TO_BROWSER = "RefusedToBrowser"
"""Our name for an answer that a browser keeps from the page, and that this server gets."""

# All that browsers say of it: Chromium, Firefox and Safari.
_NOT_FETCHED = words(
    r"(?:^|\n|: )(?:failed to fetch|load failed)\s*(?:\n|$)"
    r"|networkerror when attempting to fetch resource"
)


def _kept_from_the_page(case: Case) -> bool:
    # Under these names `browser/models.py` tells what it found out of a page's request.
    if case.is_a(REFUSED_TO_BROWSER, "BrowserFetchError"):
        return True
    return case.evidence.status is None and case.says(_NOT_FETCHED)


BROWSER_BLOCKED = Cause(
    id="browser-blocked",
    title=noted("No response in the browser"),
    explanation=noted(
        "The persona runs in the browser, which got no response from the endpoint and does not "
        "say why."
    ),
    hint=noted(
        "Check that the endpoint is running and that the address in the persona's settings is "
        "correct. If it is, the endpoint must allow requests from web pages (CORS). A page opened "
        "with https cannot use an http endpoint."
    ),
    disproof=Disproof.ENDPOINT,
    actions=(Action.ASK_AGAIN,),
    when=_kept_from_the_page,
    # The answer to the request for a stream may be kept from the page, and no other.
    tried=True,
    variants=(
        Variant(
            "refused",
            when=lambda case, _: case.is_a(REFUSED_TO_BROWSER),
            title=noted("Blocked by the browser (CORS)"),
            explanation=noted(
                "The endpoint responds to this server, but the persona runs in the browser, which "
                "may not use the response: the endpoint does not allow requests from this page."
            ),
            hint=noted(
                "Add the address of this page to the origins that the endpoint allows (CORS; in "
                "Ollama, OLLAMA_ORIGINS). A page opened with https cannot use an http endpoint."
            ),
        ),
    ),
)
