"""What the catalogue does by the clock."""

from sekoci.catalog.actions import remind_of_certificates
from sekoci.kit.jobs import every

every(3600)(remind_of_certificates)
