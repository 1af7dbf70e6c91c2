"""Small bank files of the house's own, one a format, all telling of the same account on the same days."""

GERMAN = """:20:STARTUMS
:25:37040044/0532013000
:28C:00012/001
:60F:C260301EUR1000,00
:61:2603020302CR119,00N166NONREF//B-1
:86:166?00GUTSCHRIFT?109310?20EREF+E2E-7?21SVWZ+Rechnung RE-2026-1?22 vielen Dank?30COBADEFF
XXX?31DE02120300000000202051?32Nordlicht?33 Handel GmbH
:61:2603020302DR12,50N805NONREF//B-2
:86:805?00ENTGELT?20Kontofuehrung?21Februar
:62F:C260302EUR1106,50
-
"""

POLISH = """:20:ST260302/1
:25:PL61109010140000071219812874
:28C:45/1
:60F:C260301PLN500,00
:61:2603020302D123,00NTRFNONREF//MB1
:86:020~00PRZELEW~20Faktura FV/12/2026~21czesc 1~30~31PL27114020040000300201355387~32Papier
~33 Sp. z o.o.
:61:2603020302CN40,00NTRFNONREF//MB2
:86:911 TRANSAKCJA COLLECT; ID IPH: XX1; Z RACH.:
27114020040000300201355387; OD: JAN NOWAK; TYT.: PRZELEW
:62F:C260302PLN417,00
"""

DUTCH = """:20:940S1
:25:NL91ABNA0417164300
:28C:7
:60F:C260301EUR10,00
:61:260302C5,00N554NONREF
:86:/EREF/E2E-9/MARF/M-1/CSID/NL12ZZZ1/CNTP/NL02ABNA0123456789/ABNANL2A/Jansen BV//
REMI/USTD//Factuur 44/
:62F:C260302EUR15,00
"""

INTRADAY = """:20:NOW1
:25:37040044/0532013000
:28C:1/1
:34F:EUR0,
:13D:2603021015+0100
:61:2603020302RD20,00NMSCNONREF
:86:back
:90D:0EUR0,
"""

CAMT = b"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-03-02T20:00:00+01:00</CreDtTm></GrpHdr>
<Stmt><Id>S1</Id><ElctrncSeqNb>12</ElctrncSeqNb><CreDtTm>2026-03-02T20:00:00+01:00</CreDtTm>
<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1000.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-01</Dt></Dt></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">889.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-02</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">119.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
<ValDt><Dt>2026-03-02</Dt></ValDt><AcctSvcrRef>B-1</AcctSvcrRef>
<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
<NtryDtls><TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<AmtDtls><InstdAmt><Amt Ccy="USD">130.00</Amt><CcyXchg><SrcCcy>USD</SrcCcy><XchgRate>1.0924</XchgRate></CcyXchg></InstdAmt></AmtDtls>
<RltdPties><Dbtr><Pty><Nm>Nordlicht Handel GmbH</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct>
</RltdPties>
<RltdAgts><DbtrAgt><FinInstnId><BICFI>BYLADEM1001</BICFI></FinInstnId></DbtrAgt></RltdAgts>
<RmtInf><Ustrd>Rechnung RE-2026-1</Ustrd><Ustrd>vielen Dank</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">230.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-03-02</Dt></BookgDt>
<BkTxCd><Prtry><Cd>116</Cd></Prtry></BkTxCd>
<NtryDtls><Btch><PmtInfId>P-1</PmtInfId><NbOfTxs>2</NbOfTxs></Btch>
<TxDtls><Refs><EndToEndId>A</EndToEndId></Refs><Amt Ccy="EUR">100.00</Amt><RltdPties><Cdtr><Pty><Nm>Papier AG</Nm></Pty></Cdtr></RltdPties>
</TxDtls><TxDtls><Refs><EndToEndId>B</EndToEndId></Refs><Amt Ccy="EUR">130.00</Amt></TxDtls></NtryDtls></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""

CSV = """Buchungstag;Wertstellung;Auftraggeber / Begünstigter;IBAN Zahlungsbeteiligter;Verwendungszweck;Betrag (EUR);Saldo
02.03.2026;02.03.2026;Nordlicht Handel GmbH;DE02120300000000202051;Rechnung RE-2026-1;119,00;1.106,50
02.03.2026;02.03.2026;;;Kontoführung;-12,50;1.094,00
""".encode("cp1252")

RETURN = b"""<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pacs.004.001.09"><PmtRtr>
<GrpHdr><MsgId>R-1</MsgId><CreDtTm>2026-03-13T08:00:00+01:00</CreDtTm><NbOfTxs>2</NbOfTxs>
<SttlmInf><SttlmMtd>CLRG</SttlmMtd></SttlmInf></GrpHdr>
<TxInf><RtrId>RT-1</RtrId><OrgnlGrpInf><OrgnlMsgId>KANTOR-1-7</OrgnlMsgId><OrgnlMsgNmId>pacs.008.001.08</OrgnlMsgNmId></OrgnlGrpInf>
<OrgnlEndToEndId>KANTOR-1-7-1</OrgnlEndToEndId><RtrdIntrBkSttlmAmt Ccy="EUR">1166.20</RtrdIntrBkSttlmAmt>
<IntrBkSttlmDt>2026-03-13</IntrBkSttlmDt><RtrRsnInf><Rsn><Cd>AC04</Cd></Rsn><AddtlInf>Konto erloschen</AddtlInf></RtrRsnInf>
<OrgnlTxRef><Dbtr><Pty><Nm>Kantor GmbH</Nm></Pty></Dbtr><DbtrAcct><Id><IBAN>DE75512108001245126199</IBAN></Id></DbtrAcct>
<Cdtr><Pty><Nm>Papier AG</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></CdtrAcct></OrgnlTxRef></TxInf>
<TxInf><RtrId>RT-2</RtrId><OrgnlGrpInf><OrgnlMsgId>KANTOR-1-8</OrgnlMsgId><OrgnlMsgNmId>pacs.003.001.08</OrgnlMsgNmId></OrgnlGrpInf>
<OrgnlEndToEndId>KANTOR-1-8-1</OrgnlEndToEndId><RtrdIntrBkSttlmAmt Ccy="EUR">119.00</RtrdIntrBkSttlmAmt>
<IntrBkSttlmDt>2026-03-13</IntrBkSttlmDt><RtrRsnInf><Rsn><Cd>MD06</Cd></Rsn></RtrRsnInf>
<OrgnlTxRef><MndtRltdInf><MndtId>M-17</MndtId></MndtRltdInf><Dbtr><Pty><Nm>Nordlicht Handel GmbH</Nm></Pty></Dbtr>
<CdtrAcct><Id><IBAN>DE75512108001245126199</IBAN></Id></CdtrAcct></OrgnlTxRef></TxInf>
</PmtRtr></Document>
"""
