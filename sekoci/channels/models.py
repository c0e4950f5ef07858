"""The secret addresses at which social shops fetch what a shop lists."""

from django.db import models

from sekoci.kit.scope import ScopedManager


class Feed(models.Model):
    """Where a shop's catalogue is fetched: one secret for all its files, until the owner makes a new one."""

    business = models.OneToOneField("registry.Business", on_delete=models.CASCADE, primary_key=True, related_name="+")
    secret = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    """When somebody last fetched a file, to ten minutes."""

    objects = ScopedManager(business="business_id")

    def __str__(self) -> str:
        return f"{self.business_id}"
