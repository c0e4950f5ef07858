"""How the JSON API describes itself beyond what each call says: what goes wrong everywhere, as it is really answered."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from sekoci.kit.errors import Refusal

PROBLEM = {"$ref": "#/components/schemas/Problem"}
TEXT = {"type": "string"}
ANYWHERE = {
    "429": "Too many requests from this address, with this key or for this shop: try again after `Retry-After` seconds",
    "503": "The database is away or busy: try again after `Retry-After` seconds",
}
WITH_PARAMETERS = {"422": "Something in the request is not valid"}
WITH_BODY = {"413": "The body is too large"} | WITH_PARAMETERS
WITH_KEY = {"403": "The key lacks the scope that the call needs; `scope` names it"}
HEADERS = {
    "201": {"Location": {"description": "Where what was made is found", "required": True, "schema": TEXT}},
    "401": {"WWW-Authenticate": {"description": "`Bearer`: send a key", "schema": TEXT}},
    "429": {"Retry-After": {"description": "Seconds", "required": True, "schema": TEXT}},
    "503": {"Retry-After": {"description": "Seconds", "required": True, "schema": TEXT}},
}


class DescribedAPI(NinjaAPI):
    """An API whose description says of every call what its answers really are: problems are problem+json, with their headers."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**where)
        scopes = self._scopes()
        for operations in schema["paths"].values():
            for operation in operations.values():
                _tell(operation, scopes.get(operation["operationId"], ""))
        return schema

    def _scopes(self) -> dict[str, str]:
        """The scope that a key needs, by the operation's id."""
        found: dict[str, str] = {}
        for router in self._get_bound_routers():
            for view in router.path_operations.values():
                for operation in view.operations:
                    [scope] = [getattr(each, "scope", "") for each in operation.auth_callbacks] or [""]
                    found[operation.operation_id or self.get_openapi_operation_id(operation)] = scope
        return found


def _tell(operation: dict[str, Any], scope: str) -> None:
    answers = operation["responses"]
    known = {str(status) for status in answers}
    common = dict(ANYWHERE)
    if scope:
        needs = f"Needs a key with the scope `{scope}`."
        operation["description"] = f"{operation['description']}\n\n{needs}" if operation.get("description") else needs
        operation["security"] = [{name: [scope] for name in each} for each in operation["security"]]
        common |= WITH_KEY
    if "requestBody" in operation:
        common |= WITH_BODY
    elif any(each["in"] != "path" for each in operation.get("parameters", ())):
        common |= WITH_PARAMETERS
    for status, why in common.items():
        if status not in known:
            answers[int(status)] = {"description": why}
    for status, answer in answers.items():
        if int(status) >= 400:
            answer["content"] = {"application/problem+json": {"schema": PROBLEM}}
        if headers := HEADERS.get(str(status)):
            answer["headers"] = headers


def problems(request: HttpRequest) -> HttpResponse:
    """Every code that a problem may carry, with its status and sentence: where the `type` of a problem leads."""
    found: dict[str, type[Refusal]] = {}
    for refusal in _kinds(Refusal):
        found.setdefault(refusal.code, refusal)
    rows = [(code, kind.status, kind.id, kind.en) for code, kind in sorted(found.items()) if code not in ("invalid", "refused")]
    return render(request, "kit/problems.html", {"rows": rows})


def _kinds(kind: type[Refusal]) -> list[type[Refusal]]:
    """A refusal's kinds, the general before the special."""
    below = kind.__subclasses__()
    return [*below, *(each for one in below for each in _kinds(one))]
