"""The addresses of the REST interface, a resource each."""

from __future__ import annotations

from .base import BaseHandler
from .browser import BrowserAnswersHandler, BrowserFailuresHandler, BrowserPlansHandler
from .capabilities import CapabilitiesHandler, CapabilityHandler
from .checks import CheckHandler, ChecksHandler
from .failures import FailureHandler, FailuresHandler
from .modes import ModesHandler
from .providers import ProvidersHandler
from .recovery import RecoveryHandler
from .status import StatusHandler

NAMESPACE = "jupyterlab-ai-stream-toggle"

HANDLERS: list[tuple[str, type[BaseHandler]]] = [
    (rf"/{NAMESPACE}/status", StatusHandler),
    (rf"/{NAMESPACE}/providers", ProvidersHandler),
    (rf"/{NAMESPACE}/modes", ModesHandler),
    (rf"/{NAMESPACE}/recovery", RecoveryHandler),
    (rf"/{NAMESPACE}/capabilities", CapabilitiesHandler),
    (rf"/{NAMESPACE}/capabilities/([^/]+)", CapabilityHandler),
    (rf"/{NAMESPACE}/failures", FailuresHandler),
    (rf"/{NAMESPACE}/failures/([^/]+)", FailureHandler),
    (rf"/{NAMESPACE}/browser/plans", BrowserPlansHandler),
    (rf"/{NAMESPACE}/browser/answers", BrowserAnswersHandler),
    (rf"/{NAMESPACE}/browser/failures", BrowserFailuresHandler),
    (rf"/{NAMESPACE}/checks", ChecksHandler),
    (rf"/{NAMESPACE}/checks/([^/]+)", CheckHandler),
]
