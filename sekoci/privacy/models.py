"""When each rule of how long things are kept was last followed."""

from django.db import models


class Run(models.Model):
    """A nightly round over one rule: when, and how many rows lost who they were about."""

    rule = models.CharField(max_length=60, primary_key=True)
    at = models.DateTimeField()
    gone = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.rule} {self.at}"
