"""Fields of a request that the endpoint does not take."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Facts
from ..words import NO, words
from .vocabulary import SETTINGS

TOOLS = words(
    r"\btools?\b[^.\n]{0,60}(?:not? |n't |un)support",
    r"(?:not?|n't|un)\b[^.\n]{0,12}support\w*[^.\n]{0,30}\b(?:tools?|function call)",
    r"support tool use",
    r"enable-auto-tool-choice|tool-call-parser|--jinja\b",
    r"\b(?:tools?|tool[ -](?:use|calling|calls?)|function[ -]call(?:ing|s)?)\b[^.\n]{0,40}(?:not"
    r" (?:available|enabled|implemented|possible)|unavailable|disabled)",
    r"\b(?:without|no|lacks) (?:tool|function)[ -](?:support|use|calling)\b",
    r"\b(?:keine?|nicht)\b[^.\n]{0,30}\b(?:tools?|werkzeuge?|funktionsaufrufe?)\b"
    r"|\b(?:tools?|werkzeuge?|funktionsaufrufe?)\b[^.\n]{0,40}nicht (?:unterstützt|verfügbar)"
    r"|\bpas\b[^.\n]{0,30}\b(?:outils?|appels? de fonctions?)\b"
    r"|\bno (?:admite|soporta)[^.\n]{0,30}\b(?:herramientas?|funciones)\b",
    r"(?:不支持|未启用|无法使用)[^。\n]{0,10}(?:工具|函数|functions?|tools?)"
    r"|(?:工具|函数)(?:调用)?[^。\n]{0,10}(?:不支持|不可用|未启用)"
    r"|ツール[^。\n]{0,12}(?:対応していません|サポートされていません|使えません)"
    r"|도구[^.\n]{0,12}(?:지원하지|사용할 수 없)",
    about=(
        "tool",
        "function",
        "--jinja",
        "werkzeug",
        "funktions",
        "outil",
        "fonction",
        "herramienta",
        "funciones",
        "工具",
        "函数",
        "ツール",
        "도구",
    ),
)
_PARAMETER = words(
    r"\b(?:param(?:eter)?|argument|field|property|properties|option|key)s?\b[^.\n]{0,60}"
    rf"(?:{NO}|forbid|extra|support)",
    rf"{NO}[^.\n]{{0,40}}\b(?:param(?:eter)?|argument|field|propert(?:y|ies)|option|key"
    rf"|inputs?)s?\b",
    r"validation|schema|(?:un|not? )support|参数|パラメータ|extra inputs",
)
_PARAMETER_CODES = re.compile(
    r"(unknown|unsupported|invalid|unrecognized|missing)_?(param|value|field|argument|key)"
    r"|extra_forbidden|unprocessable|value_error|validation|literal_error|invalid_type"
)

_QUOTES = r"['\"`\[(]{0,3}"
_NAME = r"([A-Za-z][A-Za-z0-9_.]{1,60})"
_NAMED_PARAMETER = re.compile(
    "|".join(
        (
            (
                rf"(?:unknown|unsupported|unrecogni[sz]ed|unexpected|extraneous|invalid"
                rf"|additional)\s+(?:\w+\s+){{0,3}}?"
                rf"(?:param(?:eter)?|argument|field|key|property|option|value|properties|name"
                rf"|input)s?(?:\(s\))?"
                rf"(?: supplied| provided| given)?:?\s*{_QUOTES}{_NAME}"
            ),
            (
                rf"(?:param(?:eter)?|argument|field|property|option)s?(?:\(s\))?\s+(?:is\s+"
                rf"|are\s+)?(?:named|called)?\s*['\"`]{_NAME}['\"`]"
            ),
            (
                rf"{_QUOTES}{_NAME}['\"`\])]{{1,3}}\s+(?:is|was|are|does|may|cannot|can't|isn't|field"
                rf"|param)"
            ),
            rf"properties are not allowed \(['\"]{_NAME}",
            rf"no (?:field|param\w*|property|argument) (?:called|named) {_QUOTES}{_NAME}",
            (
                rf"\b{_NAME} (?:is not|isn't|cannot be|can't be|may not be|must not be|not) "
                r"(?:supported|set|allowed|permitted|combined|accepted|given|used)"
            ),
            (
                rf"(?:does not|doesn't|cannot|not) (?:support|take|accept)\w*(?: these"
                rf"| the)?(?: param\w*| fields?)?:?\s*[{{\[]?['\"`]{_NAME}"
            ),
            rf"\buse the {_NAME} param",
            (
                r"\b(temperature|top_?[pk]|seed|max_(?:completion_|output_|new_)?tokens|timeout"
                r"|(?:frequency|presence|repetition)_penalty|logprobs) (?:must|should|has to"
                r"|needs to|exceeds|may be|can be|is (?:above|below|out of)|darf|muss|doit|debe)\b"
            ),
            rf"\b{_NAME} is too (?:large|small|high|low|big)",
        )
    ),
    re.IGNORECASE,
)
_NO_PARAMETERS = {
    "api",
    "body",
    "endpoint",
    "error",
    "field",
    "input",
    "it",
    "key",
    "message",
    "messages",
    "model",
    "param",
    "parameter",
    "parameters",
    "request",
    "string",
    "that",
    "the",
    "this",
    "true",
    "type",
    "value",
    "which",
    "json",
    "operation",
    "none",
    "null",
    "false",
    "action",
    "method",
    "resource",
    "and",
    "but",
    "or",
    "system",
    "server",
    "client",
    "code",
    "object",
    "array",
    "tool",
    "name",
    "properties",
    "in",
    "of",
    "for",
}


def _named_parameter(text: str) -> str | None:
    """The parameter that the words complain of."""
    for match in _NAMED_PARAMETER.finditer(text):
        name = next(filter(None, match.groups()), "")
        if name.lower().rstrip(".") not in _NO_PARAMETERS:
            return name.rstrip(".")
    return None


def _parameter(case: Case) -> str | None:
    # In a text alone; or in a structure that the client library made a part of its sentence.
    return case.parameter or _named_parameter(case.said) or _named_parameter(case.raw)


def _not_taken(case: Case) -> bool:
    if case.has(401, 402, 403, 408, 413, 429, 503, 504, 529) or case.evidence.page:
        return False
    if case.says(TOOLS) or case.is_a("UnsupportedParamsError"):
        return True
    if case.has(404, 405):
        return False
    if case.parameter or case.code(_PARAMETER_CODES):
        return True
    if case.has(400, 422):
        return case.says(_PARAMETER) or _named_parameter(case.said) is not None
    return False


def _of_messages(_: Case, facts: Facts) -> bool:
    return (facts.parameter or "").startswith(("messages", "prompt", "input"))


def _of_tools(case: Case, facts: Facts) -> bool:
    return case.says(TOOLS) or facts.parameter in ("tools", "tool_choice", "functions")


PARAMETER_NOT_SUPPORTED = Cause(
    id="parameter-not-supported",
    title=noted("Parameter not supported"),
    explanation=noted("The endpoint does not support a parameter of the request, or its value."),
    hint=noted(
        "Remove the parameter named in the details from the model parameters in Jupyter AI "
        "settings. If you did not set it, the model does not support this kind of request."
    ),
    actions=SETTINGS,
    when=_not_taken,
    parameter=_parameter,
    variants=(
        Variant(
            "stream_options",
            when=lambda _, facts: (facts.parameter or "").startswith("stream_options"),
            title=noted("Parameter {parameter} not supported"),
            explanation=noted(
                "The non-streaming request contained stream_options, which is only for streaming."
            ),
            hint=noted(
                "Remove stream_options from the model parameters in Jupyter AI settings, or set "
                "streaming to Auto."
            ),
        ),
        Variant(
            "messages",
            when=_of_messages,
            explanation=noted(
                "The endpoint does not accept the conversation as it was sent ({parameter})."
            ),
            hint=noted(
                "Start a new chat. If that works, the old one contains something that cannot be "
                "sent: an empty message, an attachment, or a response of another model."
            ),
        ),
        Variant(
            "tools",
            when=_of_tools,
            title=noted("Tools not supported"),
            explanation=noted(
                "Jupyternaut always offers tools to the model, and the model or its server does "
                "not support them."
            ),
            hint=noted(
                "Choose a model that supports tools. On your own server, enable tools when you "
                "start it."
            ),
        ),
        Variant(
            "named",
            when=lambda _, facts: bool(facts.parameter),
            title=noted("Parameter {parameter} not supported"),
            explanation=noted(
                "The endpoint does not support the parameter {parameter}, or its value."
            ),
            hint=noted(
                "Remove {parameter} from the model parameters in Jupyter AI settings, or use a "
                "value that the details allow. If you did not set it, try another model or a "
                "newer version of the client library."
            ),
        ),
    ),
)
