"""Which element of the Polish structured invoice FA(3) states which business term of EN 16931."""

# Elements whose content belongs to the group around them.
FLAT = frozenset({"Naglowek", "Fa", "DaneIdentyfikacyjne"})
# (group, element) -> the group it opens. Other elements that hold elements open a group `FA3-<Name>`.
GROUPS = {
    ("INVOICE", "Podmiot1"): "BG-4",
    ("BG-4", "Adres"): "BG-5",
    ("BG-4", "DaneKontaktowe"): "BG-6",
    ("INVOICE", "Podmiot2"): "BG-7",
    ("BG-7", "Adres"): "BG-8",
    ("BG-7", "DaneKontaktowe"): "BG-9",
    ("INVOICE", "OkresFa"): "BG-14",
    ("INVOICE", "DaneFaKorygowanej"): "BG-3",
    ("INVOICE", "FakturaZaliczkowa"): "BG-3",
    ("INVOICE", "DodatkowyOpis"): "BG-1",
    ("FA3-Stopka", "Informacje"): "BG-1",
    ("INVOICE", "FaWiersz"): "BG-25",
}
# (group, element) -> the term its value states as it is written.
TERMS = {
    ("INVOICE", "KodWaluty"): "BT-5",
    ("INVOICE", "P_1"): "BT-2",
    ("INVOICE", "P_2"): "BT-1",
    ("INVOICE", "WZ"): "BT-16",
    ("INVOICE", "P_15"): "BT-112",
    ("BG-4", "Nazwa"): "BT-27",
    ("BG-5", "AdresL1"): "BT-35",
    ("BG-5", "KodKraju"): "BT-40",
    ("BG-6", "Telefon"): "BT-42",
    ("BG-6", "Email"): "BT-43",
    ("BG-7", "Nazwa"): "BT-44",
    ("BG-7", "NrKlienta"): "BT-46",
    ("BG-7", "NrID"): "BT-47",
    ("BG-8", "AdresL1"): "BT-50",
    ("BG-8", "KodKraju"): "BT-55",
    ("BG-9", "Telefon"): "BT-57",
    ("BG-9", "Email"): "BT-58",
    ("BG-14", "P_6_Od"): "BT-73",
    ("BG-14", "P_6_Do"): "BT-74",
    ("BG-3", "NrFaKorygowanej"): "BT-25",
    ("BG-3", "DataWystFaKorygowanej"): "BT-26",
    ("BG-3", "NrFaZaliczkowej"): "BT-25",
    ("BG-1", "StopkaFaktury"): "BT-22",
    ("BG-25", "NrWierszaFa"): "BT-126",
}
# Terms for the second address line where it is `00-001 Warszawa`, else the additional line.
ADDRESS_LINES = {"BG-5": ("BT-36", "BT-37", "BT-38"), "BG-8": ("BT-51", "BT-52", "BT-53")}
# P_12 -> VAT category (UNTDID 5305) and percentage.
RATES = {
    "23": ("S", "23"),
    "22": ("S", "22"),
    "8": ("S", "8"),
    "7": ("S", "7"),
    "5": ("S", "5"),
    "4": ("S", "4"),
    "3": ("S", "3"),
    "0": ("Z", "0"),
    "0 KR": ("Z", "0"),
    "0 WDT": ("K", "0"),
    "0 EX": ("G", "0"),
    "zw": ("E", "0"),
    "oo": ("AE", "0"),
    "np": ("O", ""),
    "np I": ("O", ""),
    "np II": ("AE", "0"),
}
# Total without VAT -> its VAT, VAT category, and the rates of lines that belong to it (the first is the one in force).
BUCKETS = {
    "P_13_1": ("P_14_1", "S", ("23", "22")),
    "P_13_2": ("P_14_2", "S", ("8", "7")),
    "P_13_3": ("P_14_3", "S", ("5",)),
    "P_13_4": ("P_14_4", "S", ("4", "3")),
    "P_13_5": ("P_14_5", "S", ()),
    "P_13_6_1": ("", "Z", ("0 KR",)),
    "P_13_6_2": ("", "K", ("0 WDT",)),
    "P_13_6_3": ("", "G", ("0 EX",)),
    "P_13_7": ("", "E", ("zw",)),
    "P_13_8": ("", "O", ("np I",)),
    "P_13_9": ("", "AE", ("np II",)),
    "P_13_10": ("", "AE", ("oo",)),
    "P_13_11": ("", "E", ()),
}
# Exemption reason codes (CEF VATEX list) that follow from the element itself.
REASONS = {"P_13_6_2": "VATEX-EU-IC", "P_13_6_3": "VATEX-EU-G", "P_13_8": "VATEX-EU-O", "P_13_9": "VATEX-EU-AE", "P_13_10": "VATEX-EU-AE"}
MARGINS = {"P_PMarzy_2": "VATEX-EU-D", "P_PMarzy_3_1": "VATEX-EU-F", "P_PMarzy_3_2": "VATEX-EU-I", "P_PMarzy_3_3": "VATEX-EU-J"}
# RodzajFaktury -> document type (UNTDID 1001). Corrections state differences with their sign, which is 384, not the credit note 381.
KINDS = {"VAT": "380", "KOR": "384", "ZAL": "386", "ROZ": "380", "UPR": "380", "KOR_ZAL": "384", "KOR_ROZ": "384"}
# FormaPlatnosci -> means of payment (UNTDID 4461): cash, card, voucher, cheque, credit, transfer, mobile.
PAYMENT_MEANS = {"1": "10", "2": "48", "3": "1", "4": "20", "5": "1", "6": "30", "7": "68"}
# Elements whose number is an amount of the invoice's currency.
AMOUNTS = frozenset(
    {
        *BUCKETS,
        *(vat for vat, _, _ in BUCKETS.values() if vat),
        "P_15",
        "P_9A",
        "P_9B",
        "P_10",
        "P_11",
        "P_11A",
        "P_11Vat",
        "Kwota",
        "DoZaplaty",
        "DoRozliczenia",
    }
)
