"""The description of the REST interface, docs/openapi.json, from its handlers and models."""

from __future__ import annotations

import inspect
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from jupyterlab_ai_stream_toggle import __version__
from jupyterlab_ai_stream_toggle.server import bodies, browser_bodies, check_bodies
from jupyterlab_ai_stream_toggle.server.routes import HANDLERS

from .node import ROOT

PAGE = ROOT / "docs" / "openapi.json"
_REF = "#/components/schemas/{model}"
_VERBS = ("get", "put", "post", "delete")

Model = type[bodies.Body]


class CleanNames(GenerateJsonSchema):
    """Without the titles pydantic makes up for fields.

    Of every title a named type is generated, and `Locked = boolean` helps nobody.
    """

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002
        """Never."""
        return False


class Operation(NamedTuple):
    """What a handler does not say of itself."""

    answer: Model
    body: Model | None = None
    query: tuple[str, ...] = ()
    refuses: tuple[int, ...] = ()
    done: int = 200
    """The status of a success."""


OPERATIONS = {
    "get status": Operation(bodies.Status, query=("model", "persona")),
    "get providers": Operation(bodies.Providers),
    "put modes": Operation(bodies.ModeChanged, bodies.ModeChange, refuses=(400, 403, 409)),
    "get recovery": Operation(bodies.Recovery, refuses=(409,)),
    "post recovery": Operation(bodies.Recovered, refuses=(409,)),
    "get capabilities": Operation(bodies.Capabilities),
    "delete capabilities": Operation(
        bodies.Forgotten, query=("provider", "model"), refuses=(400, 409)
    ),
    "delete capabilities/{id}": Operation(bodies.Forgotten, refuses=(404, 409)),
    "get failures": Operation(bodies.Failures),
    "delete failures": Operation(bodies.Dismissed),
    "delete failures/{id}": Operation(bodies.Dismissed, refuses=(404,)),
    "post browser/plans": Operation(
        browser_bodies.BrowserPlan, browser_bodies.BrowserModel, refuses=(400,)
    ),
    "post browser/answers": Operation(
        browser_bodies.BrowserNoted, browser_bodies.BrowserAnswer, refuses=(400,)
    ),
    "post browser/failures": Operation(
        browser_bodies.BrowserVerdict, browser_bodies.BrowserFailure, refuses=(400,)
    ),
    "post checks": Operation(
        check_bodies.CheckRun, check_bodies.CheckRequest, refuses=(400, 409), done=202
    ),
    "get checks/{id}": Operation(check_bodies.CheckRun, refuses=(404,)),
    "delete checks/{id}": Operation(check_bodies.CheckRun, refuses=(404,)),
}

_REASONS = {
    400: "The request is not understood; the problem names the field.",
    403: "Not logged in, without permission, or locked by the administrator, who gives a reason.",
    404: "There is nothing of this name.",
    409: "A file cannot be read or written as it stands, or another check runs.",
}


def described() -> dict[str, Any]:
    """The OpenAPI document. Raises KeyError for an operation that is not in the table."""
    paths: dict[str, dict[str, Any]] = {}
    for pattern, handler in HANDLERS:
        path = pattern.replace("([^/]+)", "{id}")
        name = path.rpartition("jupyterlab-ai-stream-toggle/")[2]
        for verb in _VERBS:
            if verb in vars(handler):
                text = inspect.getdoc(vars(handler)[verb]) or ""
                operation = OPERATIONS[f"{verb} {name}"]
                paths.setdefault(path, {})[verb] = _operation(f"{verb} {name}", text, operation)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jupyterlab-ai-stream-toggle",
            "version": __version__,
            "license": {"name": "BSD-3-Clause", "identifier": "BSD-3-Clause"},
            "description": "Below the base URL of the Jupyter server. Every call is authenticated "
            "as all of Jupyter Server's are, and authorized under the resource "
            "jupyterlab_ai_stream_toggle: `read` for GET, `write` for the others.",
        },
        "paths": paths,
        "components": {
            "schemas": _schemas(),
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "Authorization"}
            },
        },
        "security": [{"token": []}],
    }


def _operation(name: str, text: str, operation: Operation) -> dict[str, Any]:
    made: dict[str, Any] = {
        "operationId": re.sub(r"\W+", "_", name).strip("_"),
        "summary": text.partition("\n")[0],
        "responses": {
            str(operation.done): _content("Done.", operation.answer),
            "403": {"description": "Not logged in, or without permission."},
            **{str(code): _content(_REASONS[code], bodies.Problem) for code in operation.refuses},
        },
    }
    if rest := text.partition("\n")[2].strip():
        made["description"] = " ".join(rest.split())
    # An empty one is none: what the picker of a chat says before something is picked.
    shortest = 0 if name == "get status" else 1
    parameters = [_parameter(each, "query", shortest) for each in operation.query]
    if "{id}" in name:
        parameters.append({**_parameter("id", "path"), "required": True})
    if parameters:
        made["parameters"] = parameters
    if operation.body:
        required = any(field.is_required() for field in operation.body.model_fields.values())
        body = _content("What is asked for.", operation.body)
        made["requestBody"] = {**body, "required": required}
    return made


def _parameter(name: str, place: str, shortest: int = 1) -> dict[str, Any]:
    return {"name": name, "in": place, "schema": {"type": "string", "minLength": shortest}}


def _content(text: str, model: Model) -> dict[str, Any]:
    schema = {"$ref": _REF.format(model=model.__name__)}
    return {"description": text, "content": {"application/json": {"schema": schema}}}


def _schemas() -> Any:
    # Computed from the side the browser is on: it writes the bodies and reads all else.
    received: list[Model] = [each.body for each in OPERATIONS.values() if each.body]
    answered: list[Model] = [bodies.Problem]
    answered += [each.answer for each in OPERATIONS.values()]
    models = list(dict.fromkeys(received + answered))
    _, schema = models_json_schema(
        [(each, "validation" if each in received else "serialization") for each in models],
        ref_template=_REF,
        schema_generator=CleanNames,
    )
    return dict(sorted(schema["$defs"].items()))


def text() -> str:
    """The document as text."""
    return json.dumps(described(), indent=2, ensure_ascii=False) + "\n"


def generated() -> dict[Path, str]:
    """The file, by its path."""
    return {PAGE: text()}
