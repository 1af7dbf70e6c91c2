"""Answers of a bank to payment files, as banks write them."""

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.{version}"><CstmrPmtStsRpt>
<GrpHdr><MsgId>{message}</MsgId><CreDtTm>2026-03-11T08:15:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>{file}</OrgnlMsgId><OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId>{whole}</OrgnlGrpInfAndSts>
{blocks}</CstmrPmtStsRpt></Document>"""
REASON = "<StsRsnInf><Rsn><Cd>{code}</Cd></Rsn><AddtlInf>{text}</AddtlInf></StsRsnInf>"


def reason(code: str, text: str = "told by the bank") -> str:
    return REASON.format(code=code, text=text)


def refused(end_to_end_id: str, code: str = "AC04", status: str = "RJCT") -> str:
    """What is said of one payment."""
    ids = f"<StsId>S-1</StsId><OrgnlInstrId>I-1</OrgnlInstrId><OrgnlEndToEndId>{end_to_end_id}</OrgnlEndToEndId>"
    return f"<TxInfAndSts>{ids}<TxSts>{status}</TxSts>{reason(code)}</TxInfAndSts>"


def block(id: str, *payments: str, status: str = "PART") -> str:
    return f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{id}</OrgnlPmtInfId><PmtInfSts>{status}</PmtInfSts>{''.join(payments)}</OrgnlPmtInfAndSts>"


def answer(file: str, *blocks: str, status: str = "PART", why: str = "", version: str = "10", message: str = "BANK-1") -> bytes:
    """The message; blocks: as `block` writes them; why: as `reason` writes it."""
    whole = f"<GrpSts>{status}</GrpSts>{why}" if status else why
    return HEAD.format(version=version, message=message, file=file, whole=whole, blocks="".join(blocks)).encode()
