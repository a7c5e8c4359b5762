from . import answer, export, workbook
from . import export, portal, workbook
