"""Marks a PDF/A-3 as Factur-X: its metadata name the attached file and its profile, as an incremental update (ISO 32000-1, 7.5.6)."""

import re

NAMESPACE = "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
_METADATA = re.compile(rb"(?m)^(\d+) 0 obj\s*<<[^>]*?/Type/Metadata[^>]*?>>\s*stream\r?\n")
_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_SCHEMAS_OPEN = b"<pdfaExtension:schemas><rdf:Bag>"
_PROPERTIES = {
    "DocumentFileName": "name of the attached XML file",
    "DocumentType": "kind of document that the XML states",
    "Version": "version of the XML schema",
    "ConformanceLevel": "profile of the XML data",
}


def mark(pdf: bytes, *, file_name: str, profile: str) -> bytes:
    """The PDF with the Factur-X schema in its metadata. Raises ValueError where it has no metadata in the form typst writes."""
    metadata, start, trailer = _METADATA.search(pdf), _START.search(pdf), _TRAILER.search(pdf)
    if metadata is None or start is None or trailer is None:
        raise ValueError("the PDF has no plain metadata to extend")
    number = int(metadata[1])
    packet = pdf[metadata.end() : pdf.index(b"endstream", metadata.end())].rstrip(b"\r\n")
    if _SCHEMAS_OPEN not in packet:
        raise ValueError("the metadata describe no extension schemas")
    packet = packet.replace(_SCHEMAS_OPEN, _SCHEMAS_OPEN + _schema(), 1)
    packet = packet.replace(b"</rdf:RDF>", _facts(file_name, profile) + b"</rdf:RDF>", 1)
    update = b"\n%d 0 obj\n<</Length %d/Type/Metadata/Subtype/XML>>\nstream\n%s\nendstream\nendobj\n" % (number, len(packet), packet)
    table = b"xref\n%d 1\n%010d 00000 n\r\n" % (number, len(pdf) + 1)
    position = len(pdf) + len(update)
    return pdf + update + table + b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer[1], start[1], position)


def _schema() -> bytes:
    """The extension schema that PDF/A asks for before foreign properties may be used (ISO 19005-3, 6.6.2.3)."""
    properties = "".join(
        '<rdf:li rdf:parseType="Resource"><pdfaProperty:category>external</pdfaProperty:category>'
        f"<pdfaProperty:description>{words}</pdfaProperty:description><pdfaProperty:name>{name}</pdfaProperty:name>"
        "<pdfaProperty:valueType>Text</pdfaProperty:valueType></rdf:li>"
        for name, words in _PROPERTIES.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>Factur-X</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{NAMESPACE}</pdfaSchema:namespaceURI><pdfaSchema:prefix>fx</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    ).encode()


def _facts(file_name: str, profile: str) -> bytes:
    return (
        f'<rdf:Description rdf:about="" xmlns:fx="{NAMESPACE}"><fx:DocumentType>INVOICE</fx:DocumentType>'
        f"<fx:DocumentFileName>{file_name}</fx:DocumentFileName><fx:Version>1.0</fx:Version>"
        f"<fx:ConformanceLevel>{profile}</fx:ConformanceLevel></rdf:Description>"
    ).encode()
