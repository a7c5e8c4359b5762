from . import answer, export, portal, workbook
