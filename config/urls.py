"""Every address, module by module; the storefront first, because shops are what is asked for most."""

from django.urls import include, path

from config.api import api
from sekoci.kit import described, pages

handler400 = "sekoci.kit.pages.unreadable"
handler404 = "sekoci.kit.pages.not_found"
handler500 = "sekoci.kit.pages.trouble"

urlpatterns = [
    path("", include("sekoci.storefront.urls")),
    path("healthz", pages.healthz, name="healthz"),
    path("bahasa", pages.set_language, name="language"),
    path("api/v1/problems", described.problems, name="problems"),
    path("api/v1/", api.urls),
    path("", include("sekoci.kit.urls")),
    path("", include("sekoci.messaging.urls")),
    path("", include("sekoci.accounts.urls")),
    path("", include("sekoci.registry.urls")),
    path("", include("sekoci.catalog.urls")),
    path("", include("sekoci.books.urls")),
    path("", include("sekoci.payments.urls")),
    path("", include("sekoci.delivery.urls")),
    path("", include("sekoci.orders.urls")),
    path("", include("sekoci.webhooks.urls")),
    path("", include("sekoci.channels.urls")),
    path("", include("sekoci.customers.urls")),
    path("", include("sekoci.reviews.urls")),
    path("", include("sekoci.indicators.urls")),
    path("", include("sekoci.operations.urls")),
    path("", include("sekoci.kasir.urls")),
    path("", include("sekoci.market.urls")),
    path("", include("sekoci.programs.urls")),
    path("", include("sekoci.exchange.urls")),
    path("", include("sekoci.breaches.urls")),
    path("", include("sekoci.privacy.urls")),
]
