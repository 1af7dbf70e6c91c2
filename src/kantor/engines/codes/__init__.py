"""What printed codes say: payments in EPC QR codes (GiroCode), goods and amounts in GS1 element strings, sheets between documents."""

from kantor.engines.codes.giro import Giro, read_giro
from kantor.engines.codes.gs1 import Element, read_gs1
from kantor.engines.codes.separator import SEPARATOR, apart, is_between, sheet

__all__ = ["SEPARATOR", "Element", "Giro", "apart", "is_between", "read_giro", "read_gs1", "sheet"]
