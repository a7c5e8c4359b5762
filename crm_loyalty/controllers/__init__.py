from . import answer, export, workbook
