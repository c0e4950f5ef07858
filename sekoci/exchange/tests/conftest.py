import pytest

from sekoci.indicators.tests.people import some_areas
from sekoci.programs.tests.people import office


@pytest.fixture
def areas(database):
    some_areas()


@pytest.fixture
def dinas(areas):
    return office("Dinas Solo", "local", "0812-7100-0001", ["33.72"])


@pytest.fixture
def gofood(areas):
    return office("GoFood", "ride_hailing", "0812-7100-0002", [], role="partner")
