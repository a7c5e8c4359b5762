from . import export, portal, workbook
