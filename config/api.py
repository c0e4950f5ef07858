"""The public JSON API: one description, put together from the modules' rest.py."""

from ninja import NinjaAPI

api = NinjaAPI(title="Sekoci", version="1.0.0", docs_url="/docs", openapi_url="/openapi.json", urls_namespace="api")
