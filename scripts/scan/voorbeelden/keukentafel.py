# What each rule of regels/keukentafel.yaml finds (ruleid) and leaves alone (ok). Read by semgrep only; never run.
def texts(cursor, request, logger, naam):
    # ruleid: kt-mark-safe
    mark_safe("<b>" + naam)
    # ok: kt-mark-safe
    format_html("<b>{}</b>", naam)
    # ruleid: kt-sql-built
    cursor.execute(f"SELECT * FROM persoon WHERE naam = '{naam}'")
    # ruleid: kt-sql-built
    cursor.execute("SELECT * FROM persoon WHERE naam = '%s'" % naam)
    # ruleid: kt-sql-built
    Persoon.objects.raw("SELECT 1")
    # ok: kt-sql-built
    cursor.execute("SELECT * FROM persoon WHERE naam = %s", [naam])
    # ruleid: kt-naive-now
    datetime.now()
    # ok: kt-naive-now
    timezone.now()
    # ok: kt-naive-now
    datetime.fromtimestamp(naam, tz=UTC)
    # ruleid: kt-print
    print(naam)
    # ok: kt-print
    self.stdout.write("3 personen")
    # ruleid: kt-outbound
    requests.get(naam)
    # ruleid: kt-outbound
    urllib.request.urlopen(naam)
    # ok: kt-outbound
    cache.get(naam)
    # ruleid: kt-dynamic-code
    eval(naam)
    # ruleid: kt-dynamic-code
    subprocess.run(naam, shell=True)
    # ok: kt-dynamic-code
    subprocess.run([naam])
    # ruleid: kt-weak-hash
    hashlib.md5(naam)
    # ok: kt-weak-hash
    hashlib.sha256(naam)
    # ruleid: kt-xml
    xml.etree.ElementTree.fromstring(naam)
    # ok: kt-xml
    json.loads(naam)
    # ruleid: kt-log-text
    logger.warning(f"geen {naam}")
    # ok: kt-log-text
    logger.warning("geen %s", naam)
    # ruleid: kt-redirect
    redirect(request.GET.get("next"))
    # ok: kt-redirect
    redirect("werkplek:vandaag")


# ruleid: kt-csrf-off
@csrf_exempt
def opening(request):
    return None


# ok: kt-csrf-off
@require_POST
def door(request):
    return None


class AllesForm:
    class Meta:
        # ruleid: kt-form-all-fields
        fields = "__all__"


class EnigeForm:
    class Meta:
        # ok: kt-form-all-fields
        fields = ["naam"]
