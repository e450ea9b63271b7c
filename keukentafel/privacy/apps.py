from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "keukentafel.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Say what waits of each subject, let copies lapse that nobody fetched, and show statements in the dossier."""
        from keukentafel.casussen.public import OVERZICHT
        from keukentafel.core.opruimen import OPRUIMEN
        from keukentafel.privacy import naar_buiten
        from keukentafel.privacy.bewaren import overzicht as bewaren
        from keukentafel.privacy.logboek import controle, noodtoegang, overzicht
        from keukentafel.privacy.rechten.verklaring import statement_block
        from keukentafel.privacy.start import STARTREGELS

        STARTREGELS.add("noodtoegang", noodtoegang.start_line)
        STARTREGELS.add("verzoeken", naar_buiten.start_line)
        STARTREGELS.add("controle", controle.start_line)
        for naam, make in overzicht.STARTMAKERS.items():
            STARTREGELS.add(naam, make)
        OPRUIMEN.add("kopieen", naar_buiten.drop_old_copies)
        STARTREGELS.add("bewaren", bewaren.start_line)
        OVERZICHT.add("verklaring", statement_block)
