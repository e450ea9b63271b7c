from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inzicht', '0006_verkenstand'),
    ]

    operations = [
        migrations.RenameField(model_name='cijferrijen', old_name='casussen', new_name='ids'),
        migrations.AddField(
            model_name='cijferrijen',
            name='soort',
            field=models.CharField(choices=[('casussen', 'Casussen'), ('meldingen', 'Meldingen')], default='casussen', max_length=10),
        ),
    ]
