"""People: one row a person, known by a phone number that received a code; what they agreed to; and how often one may ask."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.phone import spoken_phone


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
    suspended_at = models.DateTimeField(null=True)
    """Since when staff keep this account shut; whoever closed their own opens it again by logging in."""
    joined_at = models.DateTimeField(default=now)

    objects = People()
    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return self.name or self.phone or f"#{self.pk}"


class LoginCode(models.Model):
    """A code that was sent to a phone; the code itself is kept as a keyed hash only."""

    id = models.UUIDField(primary_key=True, default=new_id)
    phone = models.CharField(max_length=20)
    code_hash = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    good_until = models.DateTimeField()
    tries = models.SmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["phone", "made_at"], name="accounts_code_phone"),
            models.Index(fields=["good_until"], name="accounts_code_until"),
        ]

    def __str__(self) -> str:
        return f"{self.phone} {self.made_at}"


class Device(models.Model):
    """A browser in which a person logged in. It stays known when its session has ended, so that only new ones are told."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    mark = models.CharField(max_length=64)
    """The hash of the browser's own cookie."""
    session_hash = models.CharField(max_length=64, null=True)
    """The hash of the session's key, by which `django_session` is found (an index on the expression); none: logged out."""
    browser = models.CharField(max_length=20, blank=True)
    system = models.CharField(max_length=20, blank=True)
    since = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "mark"], name="accounts_one_device_a_mark")]
        indexes = [
            models.Index(fields=["session_hash"], name="accounts_device_session"),
            models.Index(fields=["last_seen_at"], name="accounts_device_seen"),
        ]

    def __str__(self) -> str:
        return f"{self.browser} {self.system}"

    @property
    def is_logged_in(self) -> bool:
        """Whether nobody has ended its session, and it has been used since sessions ended by themselves."""
        is_young = now() - self.last_seen_at < timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return self.session_hash is not None and is_young


class PhoneChange(models.Model):
    """Somebody wants another phone number for an account: who asked, vouched and objected, and how it ended. Kept for ever."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="+")
    """None where nobody has the old number: the request is answered all the same, and leads nowhere."""
    old_phone = models.CharField(max_length=20)
    new_phone = models.CharField(max_length=20)
    asked_at = models.DateTimeField()
    good_until = models.DateTimeField()
    vouched_by = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="+")
    vouched_kind = models.CharField(max_length=10, blank=True)
    """`member` of the same shop; `staff`; `self`: the account proved it. More kinds of vouching come with those who vouch."""
    vouched_why = models.CharField(max_length=300, blank=True, db_default="")
    """How staff made sure; the person reads it."""
    vouched_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    objection = models.CharField(max_length=64, null=True)
    """The hash of the token in the old number's link."""
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=10, blank=True)
    """`done`, `objected`, `refused` (the new number is somebody's), `replaced` (another one was done)."""
    ended_by = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["old_phone", "new_phone"], condition=models.Q(ended_at=None), name="accounts_one_phone_request"
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(ended_at=None, vouched_at__isnull=False),
                name="accounts_one_vouched_request",
            ),
            models.UniqueConstraint(fields=["objection"], name="accounts_one_objection"),
        ]
        indexes = [models.Index(fields=["due_at"], condition=models.Q(ended_at=None), name="accounts_phone_due")]

    def __str__(self) -> str:
        return f"{self.person or spoken_phone(self.old_phone)} → {spoken_phone(self.new_phone)}"


class Quota(models.Model):
    """When something was last done under a key, such as asking for a code for a phone: at most `most` times in any `span`."""

    key = models.CharField(max_length=120, primary_key=True)
    most = models.IntegerField()
    span = models.DurationField()
    hits = ArrayField(models.DateTimeField())
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["last_at"], name="accounts_quota_last")]

    def __str__(self) -> str:
        return f"{self.key}: {len(self.hits)} of {self.most}"


class Consent(models.Model):
    """What a person agreed to, in the very words that were on the screen, from when until when."""

    id = models.UUIDField(primary_key=True, default=new_id)
    person = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=20)
    version = models.CharField(max_length=10)
    language = models.CharField(max_length=2)
    wording = models.TextField()
    given_at = models.DateTimeField()
    how = models.CharField(max_length=20)
    """Where it was given: `login`, `profile`."""
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_how = models.CharField(max_length=20, blank=True)
    """`profile`, `closed` (the account was closed by its person), `replaced` (by a newer wording)."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"], condition=models.Q(withdrawn_at=None), name="accounts_one_consent_a_purpose"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.purpose} {self.version}"


class Erasure(models.Model):
    """That somebody was forgotten, by a keyed hash of the phone: what is older than that never comes back with it."""

    id = models.UUIDField(primary_key=True, default=new_id)
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()
    how = models.CharField(max_length=20)
    """`self` (on the page), `command` (the operator's), `restore` (again, after a backup came back)."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mark", "at"], name="accounts_erasure_once")]

    def __str__(self) -> str:
        return f"{self.mark[:8]} {self.at}"


class Viewing(models.Model):
    """That somebody looked at a person's data: who, what, when. The person reads it in the copy of their data.

    Of pages and files about many there is a row more, of the page or file itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    mark = models.CharField(max_length=64)
    """The keyed hash of the phone whose data it was."""
    viewer = models.CharField(max_length=40)
    """`person:12`, `staff:3`, `api:…`, `command`."""
    what = models.CharField(max_length=20)
    place = models.CharField(max_length=80, blank=True)
    """The page or shop where they looked."""
    about = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Of a row that says what was looked at, and not at whom (`mark` is empty): how it was narrowed, or of which file."""
    ids = models.TextField(blank=True, default="", db_default="")
    """Of such a row: the numbers of the businesses that were shown, with or without a phone."""
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["mark", "at"], name="accounts_viewing_of"),
            models.Index(fields=["at"], name="accounts_viewing_at"),
        ]

    def __str__(self) -> str:
        return f"{self.viewer} {self.what} {self.at}"


class Look(models.Model):
    """Somebody of the staff looks at a shop's own pages with its owner's eyes: for half an hour, with a reason."""

    id = models.UUIDField(primary_key=True, default=new_id)
    staff = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    seen = models.ForeignKey("accounts.Person", on_delete=models.CASCADE, related_name="+")
    """The owner: reads of it on their own page."""
    place = models.CharField(max_length=80)
    """The shop's name in addresses: `/kelola/<place>` and below."""
    reason = models.CharField(max_length=300)
    since = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["staff"], condition=models.Q(ended_at=None), name="accounts_one_look")]

    def __str__(self) -> str:
        return f"{self.place} {self.since}"
