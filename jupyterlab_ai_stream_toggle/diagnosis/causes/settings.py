"""Settings that are missing, or that cannot be used: the request cannot be made of them."""

from __future__ import annotations

import re

from ...language import noted
from ..case import Case
from ..cause import Cause, Variant
from ..diagnosis import Facts
from ..refusal import is_own_mistake
from ..words import words
from .keys import NO_KEY
from .vocabulary import SETTINGS

_ADDRESS = r"(?:api[ _]?base|base[ _]?url|azure[ _]endpoint|\bendpoint\b|\bhost\b)"
_WHERE = (
    rf"(?:{_ADDRESS}|(?:project|space|account|tenant|workspace)(?:[ _-]?(?:id|name))?s?\b"
    r"|\bregion(?:[ _]name)?\b|(?:\b|_)location\b|_(?:id|project|region|location|base|endpoint)\b)"
)
_WHERE_MISSING = words(
    rf"{_WHERE}[^\n]{{0,60}}(?:\bnot (?:set|given|provided|passed|configured|specified|found)|must"
    r" be|\bis none\b|\brequired\b|\bneeded\b|missing|could not be determined)",
    rf"(?:missing|must (?:provide|specify|set|pass)|need(?:s)?|without|no|provide|please set)\b"
    rf"[^\n]{{0,40}}{_WHERE}",
)
# The sentence goes on with how to set it: endpoints do not know what the client's settings are.
_HOW = words(
    r"environment|\benv\b|\bset [a-z]+_[a-z_]+|pass[^.\n]{0,40}(?:parameter|argument)"
    rf"|please set|dynamically|(?:arguments?|param\w*)\b|you must specify a region|`{_ADDRESS}`"
    r"|\bapi_base is required"
)
_IN_THE_ENVIRONMENT = words(r"environment|\benv\b|\bset [a-z]+_[a-z_]+")
_ADDRESS_MISSING = words(_ADDRESS)
_VARIABLE = re.compile(r"\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\b")


def _not_set(case: Case) -> bool:
    if case.is_a("NoRegionError"):
        return True
    # Client libraries give it statuses of their own.
    if not (case.evidence.status is None or case.has(400, 401, 500)) or case.evidence.page:
        return False
    # An endpoint that answers speaks of itself in such words, and not of its variables.
    how = _IN_THE_ENVIRONMENT if case.evidence.answered else _HOW
    return case.says(_WHERE_MISSING) and case.says(how) and not case.says(NO_KEY)


def _variable(case: Case) -> str | None:
    found = _VARIABLE.search(case.said)
    return found[0] if found else None


def _by_a_gateway(case: Case, _: Facts) -> bool:
    return case.evidence.answered


SETTING_MISSING = Cause(
    id="setting-missing",
    title=noted("Required setting missing"),
    explanation=noted("The provider requires a setting that is missing; the details name it."),
    hint=noted(
        "Add the setting to the model parameters in Jupyter AI settings, or set an environment "
        "variable before the server starts."
    ),
    actions=SETTINGS,
    when=_not_set,
    parameter=_variable,
    variants=(
        Variant(
            "gateway",
            when=_by_a_gateway,
            explanation=noted("The gateway is missing a setting for this model."),
            hint=noted("Contact the gateway administrator; the details name the setting."),
        ),
        Variant(
            "address",
            when=lambda case, _: case.says(_ADDRESS_MISSING),
            title=noted("Endpoint address missing"),
            explanation=noted("This provider has no default address, and none is set."),
            hint=noted(
                "Enter the base URL in Jupyter AI settings. For Azure, Jupyter AI 3 also reads "
                "the environment variable AZURE_API_BASE when the server starts."
            ),
        ),
        Variant(
            "named",
            when=lambda _, facts: bool(facts.parameter),
            hint=noted(
                "Set the environment variable {parameter} before the server starts, or add the "
                "value to the model parameters in Jupyter AI settings."
            ),
        ),
    ),
)

_HEADER = r"(?:\bx-[\w-]+|\bheaders?\b|请求头|ヘッダー?)"
_HEADER_MISSING = words(
    rf"{_HEADER}[^\n]{{0,40}}(?:required|missing|\bnot (?:set|given|provided|found|present|sent)"
    r"|must be|\babsent\b|needed|fehlt|erforderlich|manqua\w+|requis|obligat\w+|falta\w*|缺少|必填"
    r"|必须|必要)",
    rf"(?:missing|requires?|required|needs?|without|\bno\b|provide|specify|fehlend\w*|manque|falta"
    rf"|缺少|需要)[^.\n]{{0,40}}{_HEADER}",
    about=("header", "x-", "请求头", "ヘッダ"),
)
_OF_ALL_REQUESTS = words(
    r"authori[sz]ation|api[-_ ]?keys?\b|\bbearer\b|content[-_ ]type|\baccept\b|content[-_ ]length"
)
_HEADER_NAME = re.compile(r"\bx-[\w-]+", re.IGNORECASE)


def _lacks_a_header(case: Case) -> bool:
    if not (case.evidence.status is None or case.has(400, 401, 403, 412, 422, 428)):
        return False
    if case.evidence.page or case.says(_OF_ALL_REQUESTS):
        return False
    return case.says(_HEADER_MISSING)


def _header(case: Case) -> str | None:
    found = _HEADER_NAME.search(case.said)
    return found[0] if found else None


HEADER_MISSING = Cause(
    id="header-missing",
    title=noted("Required header missing"),
    explanation=noted(
        "The gateway requires a header, for example one that selects where requests are sent."
    ),
    hint=noted(
        "Ask the gateway administrator for the header and its value. Add it to the model "
        "parameters: extra_headers in Jupyter AI 3, default_headers in Jupyter AI 2."
    ),
    actions=SETTINGS,
    when=_lacks_a_header,
    parameter=_header,
    variants=(
        Variant(
            "named",
            when=lambda _, facts: bool(facts.parameter),
            title=noted("Header {parameter} missing"),
        ),
    ),
)

# Of Python, which was given words where it computes.
_NO_NUMBER = words(
    r"could not convert string to (?:float|int)|invalid literal for int\(\)"
    r"|must be (?:a )?(?:real )?number, not|unsupported operand type\(s\) for [^\n]{1,40}'str'"
    r"|not supported between instances of '(?:str' and '(?:int|float)|(?:int|float)' and 'str)'"
    r"|type str doesn't define __\w+__|'str' object cannot be interpreted as an integer"
)
_OF_A_MODEL = re.compile(r"validation errors? for \w+\n\s*([\w.]+)")


def _cannot_be_used(case: Case) -> bool:
    if is_own_mistake(case.evidence):
        return bool(_OF_A_MODEL.search(case.raw))
    return case.says(_NO_NUMBER)


def _named_by_pydantic(case: Case) -> str | None:
    found = _OF_A_MODEL.search(case.raw)
    return found[1] if found else None


PARAMETER_INVALID = Cause(
    id="parameter-invalid",
    title=noted("Invalid parameter value"),
    explanation=noted(
        "A model parameter has a value of the wrong type, for example text instead of a number."
    ),
    hint=noted("Fix the parameter in Jupyter AI settings; the details quote its value."),
    tried=True,
    actions=SETTINGS,
    when=_cannot_be_used,
    parameter=_named_by_pydantic,
    variants=(
        Variant(
            "named",
            when=lambda _, facts: bool(facts.parameter),
            title=noted("Invalid value for {parameter}"),
            hint=noted("Fix {parameter} in Jupyter AI settings."),
        ),
    ),
)
