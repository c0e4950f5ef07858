from django.db import migrations

from sekoci.kit.walls import audited


class Migration(migrations.Migration):
    dependencies = [("webhooks", "0002_walls"), ("kit", "0004_changes")]
    operations = [audited("webhooks_target", columns="url,name,kinds,state", keep="name", made=True)]
