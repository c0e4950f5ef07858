"""People: one row a person, known by a phone number that received a code."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from sekoci.kit.clock import now


class People(BaseUserManager["Person"]):
    """Made by the login flow and by the demo; `sekoci.accounts.actions` is the door."""


class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who logs in: an owner, a helper at the stall, an officer."""

    id = models.BigAutoField(primary_key=True)
    phone = models.CharField(max_length=20, unique=True, null=True)
    name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="id")
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=now)

    objects = People()
    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return self.name or self.phone or f"#{self.pk}"
