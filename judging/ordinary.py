"""Words that stand in many names of organisations and say nothing of whose they are."""

_WORDS = """
ammattikorkeakoulu asukas eläkeläiset eteläinen finland finlands finnish finska finskt foundation hyvä
itäinen kansallinen kaupunki kehitys kerho kirkko klubi koti koulu koulutus kulttuuri kunta kuntayhtymä
lapset liike liikunta liitto lions lukio länsi maakunta martat marthor museo naiset nuoret nuoriso opisto
osuuskunta perhe pohjoinen päiväkoti rotary ruotsin seura seurakunta suomen suomi svensk svenska säätiö
teatteri turvallinen uusi valtakunnallinen vanhemmat yhdessä yhdistys yhteinen yliopisto ystävät yrittäjät
association barn city club finlandssvenska församling förbund förening institut kommun kyrka landskap
nylands österbottens skola stad stiftelse society teater the ungdom university
"""
ORDINARY = frozenset(_WORDS.split())
