"""Areas, businesses (one outlet each), who belongs to them, and the directory of keys that arrive without a business."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from sekoci.kit.clock import now
from sekoci.kit.ids import new_id
from sekoci.kit.scope import ScopedManager


class Area(models.Model):
    """A province, regency or city, district or village, by Kemendagri's dotted code; "inside" is a prefix of it."""

    class Level(models.IntegerChoices):
        PROVINCE = 1
        REGENCY = 2
        DISTRICT = 3
        VILLAGE = 4

    code = models.CharField(max_length=13, primary_key=True)
    name = models.CharField(max_length=80)
    level = models.SmallIntegerField(choices=Level.choices)
    kind = models.CharField(max_length=12)
    path = models.CharField(max_length=200)
    """What people read: `Laweyan, Kota Surakarta, Jawa Tengah`."""
    zone = models.CharField(max_length=32)
    postal_code = models.CharField(max_length=5, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    population = models.BigIntegerField(null=True)
    name_key = models.CharField(max_length=80, db_collation="C", db_default="")
    """The name as it is searched: small plain letters, without `Kota` or `Kabupaten` in front."""
    path_key = models.CharField(max_length=200, db_default="")
    weight = models.BigIntegerField(db_default=0)
    """About how many people live there: the larger of two places of a name comes first."""

    class Meta:
        indexes = [
            models.Index(fields=["name_key"], name="registry_area_name"),
            models.Index(fields=["level"], condition=models.Q(level__lt=4), name="registry_area_upper"),
        ]

    def __str__(self) -> str:
        return self.path


class Business(models.Model):
    """One outlet: its name, what it sells in the owner's words, where it is, when it is open, how it hands over and is paid."""

    class LegalForm(models.TextChoices):
        PERSON = "person", "Perorangan"
        SOLE_COMPANY = "sole_company", "PT Perorangan"
        COOPERATIVE = "cooperative", "Koperasi"
        CV = "cv", "CV"
        FIRM = "firm", "Firma"
        COMPANY = "company", "PT"

    id = models.BigAutoField(primary_key=True)
    slug = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    sells = models.CharField(max_length=120)
    about = models.CharField(max_length=500, blank=True)
    kind = models.CharField(max_length=24, blank=True, db_default="")
    """What kind of business, a code of `rules.KINDS`: suggested by the owner's words until the owner picks; empty: unknown."""
    area = models.ForeignKey("registry.Area", on_delete=models.PROTECT, related_name="+")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    zone = models.CharField(max_length=32)
    nib = models.CharField(max_length=13, blank=True)
    legal_form = models.CharField(max_length=12, choices=LegalForm.choices, default=LegalForm.PERSON)
    kbli_2020 = models.CharField(max_length=5, blank=True, db_default="")
    """The activity that the owner chose, by edition; empty: none. The same code is often another activity in the other one."""
    kbli_2025 = models.CharField(max_length=5, blank=True, db_default="")
    capital = models.BigIntegerField(null=True)
    yearly_sales = models.BigIntegerField(null=True)
    opening_hours = models.JSONField(default=dict, blank=True)
    """As `rules.hours` reads them: `{"mon": [["08:00", "17:00"]], …, "closed": ["2026-12-25"]}`; empty: always open."""
    has_public_shop = models.BooleanField(default=False)
    offers_pickup = models.BooleanField(default=True)
    offers_delivery = models.BooleanField(default=True)
    delivery_fee = models.BigIntegerField(default=0)
    """What a delivery costs; with a `delivery_way`, the least that it costs."""
    delivery_way = models.CharField(max_length=8, blank=True, default="", db_default="")
    """How the fee is told, where it is more than one price: `price`, `area`, `distance`; `delivery` knows the terms."""
    accepts_cash = models.BooleanField(default=True)
    bank_account = models.CharField(max_length=80, blank=True)
    """Where transfers go, as buyers read it: `BRI 1234-01-… a.n. Melati`; empty: no transfers."""
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=now)
    closed_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True)
    """Since when staff keep the shop from everybody's sight; its owner cannot publish it meanwhile."""
    withheld_why = models.CharField(max_length=300, blank=True, default="", db_default="")
    was_public = models.BooleanField(default=False, db_default=False)
    """Whether it was public when it was withheld: it is again when staff let it."""

    objects = ScopedManager(business="id")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(withheld_at=None) | models.Q(has_public_shop=False), name="registry_withheld_is_hidden"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in a business, from when until when."""

    class Role(models.TextChoices):
        OWNER = "owner", "Pemilik"
        STAFF = "staff", "Pegawai"
        CASHIER = "cashier", "Kasir"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=8, choices=Role.choices)
    since = models.DateTimeField(default=now)
    until = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "person"], condition=models.Q(until=None), name="registry_one_role_a_person"
            )
        ]
        indexes = [models.Index(fields=["person"], name="registry_membership_person")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.business_id}"


class Invitation(models.Model):
    """Somebody was asked, by phone, to work in a business; the membership starts when they accept."""

    class Ending(models.TextChoices):
        ACCEPTED = "accepted", "Diterima"
        DECLINED = "declined", "Ditolak"
        WITHDRAWN = "withdrawn", "Dibatalkan"

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    phone = models.CharField(max_length=20)
    name = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=8, choices=Membership.Role.choices)
    invited_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    times = models.SmallIntegerField(default=1)
    """How often it was sent."""
    sent_at = models.DateTimeField(default=now)
    good_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_how = models.CharField(max_length=9, choices=Ending.choices, blank=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["business", "phone"], condition=models.Q(ended_at=None), name="registry_one_invitation_a_phone"
            )
        ]
        indexes = [
            models.Index(fields=["phone"], condition=models.Q(ended_at=None), name="registry_invitation_phone"),
        ]

    def __str__(self) -> str:
        return f"{self.phone} {self.role} {self.business_id}"


class Identity(models.Model):
    """The owner's NIK or NPWP: sealed, bound to this row; only its last digits can be read from the table."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=4, choices=[("nik", "NIK"), ("npwp", "NPWP")])
    sealed = models.TextField()
    last4 = models.CharField(max_length=4)
    person_id = models.BigIntegerField()
    """Who wrote it down: whose it is."""
    at = models.DateTimeField()

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "kind"], name="registry_one_identity_a_kind")]

    def __str__(self) -> str:
        return f"{self.kind} …{self.last4}"


class WorkerCount(models.Model):
    """How many people work in the business, the owner included, as of a day."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    workers = models.PositiveIntegerField()
    as_of = models.DateField()

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "as_of"], name="registry_one_count_a_day")]

    def __str__(self) -> str:
        return f"{self.workers} ({self.as_of})"


class ScaleThreshold(models.Model):
    """The upper bounds, inclusive, of micro, small and medium, by capital or by yearly sales, with the span they held for."""

    basis = models.CharField(max_length=8, choices=[("capital", "modal usaha"), ("sales", "penjualan tahunan")])
    scale = models.CharField(max_length=8, choices=[("micro", "mikro"), ("small", "kecil"), ("medium", "menengah")])
    most = models.BigIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.scale} {self.basis} <= {self.most}"


class KbliEdition(models.Model):
    """An edition of the state's list of activities, with the span it holds for."""

    code = models.CharField(max_length=4, primary_key=True)
    regulation = models.CharField(max_length=60)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"KBLI {self.code}"


class KbliCode(models.Model):
    """A line of an edition's list, loaded from a file: an activity has five digits, its parents fewer."""

    edition = models.CharField(max_length=4)
    code = models.CharField(max_length=5)
    title = models.CharField(max_length=400)
    description = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="registry_kbli_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ApiKey(models.Model):
    """A key with which a program acts for the business. Only its hash is kept; the directory knows whose it is."""

    id = models.UUIDField(primary_key=True, default=new_id)
    business = models.ForeignKey("registry.Business", on_delete=models.CASCADE, related_name="+")
    label = models.CharField(max_length=40)
    hash = models.CharField(max_length=64)
    hint = models.CharField(max_length=4)
    """Its last letters, by which an owner tells keys apart."""
    made_by = models.ForeignKey("accounts.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    scopes = ArrayField(models.CharField(max_length=20))
    """What it may do, of `rules.SCOPES`."""
    created_at = models.DateTimeField(default=now)
    last_used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    """From when on it opens nothing; empty: it works until it is revoked."""
    revoked_at = models.DateTimeField(null=True)

    objects = ScopedManager(business="business_id")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["business", "hash"], name="registry_one_key_a_hash")]

    def __str__(self) -> str:
        return f"{self.label} …{self.hint}"


class DirectoryEntry(models.Model):
    """A key that arrives without a business (slug, order token, API key, NMID, provider reference) and whose it is."""

    kind = models.CharField(max_length=16)
    key = models.CharField(max_length=120)
    business_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="registry_directory_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
