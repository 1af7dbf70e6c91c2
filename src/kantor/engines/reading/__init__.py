"""Reading what comes in, before anybody knows what it says: deliveries taken apart, pages and their words, untrusted files in a sandbox.

For untrusted PDFs there are three functions to be named to `sandbox.run`: `kantor.engines.reading.pages.pages` (words and boxes),
`kantor.engines.reading.pictures.picture` (a page as WebP) and `kantor.engines.reading.pdf.embedded_files`.
"""

from kantor.engines.reading import sandbox
from kantor.engines.reading.delivery import unpack
from kantor.engines.reading.mail import Mail, open_mail
from kantor.engines.reading.parts import Bounds, EmbeddedFile, Part
from kantor.engines.reading.recognise import media_type
from kantor.engines.reading.refusal import Refusal, Refused

__all__ = ["Bounds", "EmbeddedFile", "Mail", "Part", "Refusal", "Refused", "media_type", "open_mail", "sandbox", "unpack"]
