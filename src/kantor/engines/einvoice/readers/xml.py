"""Safe parsing of XML that strangers send: no entities, no network, no document type, and a clear reason where it is not XML at all."""

from lxml import etree

from kantor.engines.einvoice.readers import places


class Unreadable(Exception):
    """The bytes are not an invoice we can read.

    key: the sentence to show (`messages/reading.toml`); evidence: its placeholders.
    """

    def __init__(self, key: str, **evidence: str) -> None:
        super().__init__(f"{key} {evidence}" if evidence else key)
        self.key = key
        self.evidence = evidence


def parse(data: bytes) -> etree._Element:
    """The root element of `data`; raises Unreadable where it is empty, malformed or brings a document type with it."""
    places.begin(len(data))
    data = data.lstrip(b" \t\r\n")
    if not data:
        raise Unreadable("empty")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data:
            raise Unreadable("document_type") from None
        raise Unreadable("not_xml", reason=str(error).split("\n")[0]) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("document_type")
    return root


def namespace(element: etree._Element) -> str:
    """The namespace of the element's own name, '' where it has none."""
    tag = element.tag
    return tag[1:].partition("}")[0] if tag[0] == "{" else ""


def local_name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2]


def text_of(element: etree._Element) -> str:
    """The element's own characters without outer white space."""
    text = element.text
    return text.strip() if text else ""
