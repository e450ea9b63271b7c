from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("werkplek", "0002_weergave_verhuisd")]
    operations = [migrations.AddField("concept", "pad", models.CharField(max_length=500, blank=True, default=""), False)]
