"""Papers over JSON: P-IRT, BPOM and halal numbers, as the owner wrote them."""

from uuid import UUID

from django.http import HttpResponse
from ninja import Router

from sekoci.catalog import actions
from sekoci.catalog.queries import my_certificates
from sekoci.catalog.rest.shapes import REFUSALS, CertificateIn, CertificateOut, CertificatesOut, certificate_json
from sekoci.kit.pages import json_response
from sekoci.kit.rest import Problem
from sekoci.registry.pages import KeyRequest, OwnerKey

router = Router(tags=["my shop"], auth=OwnerKey())
READ, WRITE = OwnerKey("products:read"), OwnerKey("products:write")
BY = "api"


@router.get("/my/certificates", auth=READ, response={200: CertificatesOut, 401: Problem}, summary="Certificates, ended ones too")
def list_certificates(request: KeyRequest) -> HttpResponse:
    return json_response({"items": [certificate_json(each) for each in my_certificates(request.auth)]})


@router.post("/my/certificates", auth=WRITE, response={200: CertificateOut, **REFUSALS}, summary="Write down a certificate")
def post_certificate(request: KeyRequest, body: CertificateIn) -> HttpResponse:
    """The same number of the same thing again answers with the first. Nobody asks the issuer about it."""
    draft = actions.CertificateDraft(body.kind, body.number, body.holder, body.valid_until, body.product)
    certificate_id = actions.add_certificate(request.auth, draft, by=BY)
    [written] = [each for each in my_certificates(request.auth) if each.id == certificate_id]
    return json_response(certificate_json(written))


@router.delete(
    "/my/certificates/{uuid:certificate_id}", auth=WRITE, response={204: None, **REFUSALS}, summary="Remove a certificate"
)
def delete_certificate(request: KeyRequest, certificate_id: UUID) -> HttpResponse:
    """Removing twice changes nothing."""
    actions.remove_certificate(request.auth, certificate_id, by=BY)
    return HttpResponse(status=204)
