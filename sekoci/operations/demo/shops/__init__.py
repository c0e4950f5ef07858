"""The forty shops of the demo. People, goods and prices are invented; the places are real."""

from sekoci.operations.demo.plans import ShopPlan
from sekoci.operations.demo.shops import east_java, islands, java, sumatra, west_java
from sekoci.operations.demo.shops.melati import MELATI

SHOPS: tuple[ShopPlan, ...] = (
    MELATI,
    *sumatra.SHOPS,
    *west_java.SHOPS,
    *java.SHOPS,
    *east_java.SHOPS,
    *islands.SHOPS,
)
