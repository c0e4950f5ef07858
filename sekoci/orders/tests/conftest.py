from sekoci.catalog.tests.conftest import neighbour, owner, shop  # noqa: F401
