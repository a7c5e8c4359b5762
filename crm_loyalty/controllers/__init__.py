from . import export, workbook
