"""The demonstration company's sign: a leaf before a lantern, drawn here."""

from base64 import b64encode

_SIGN = """<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">
<path d="M48 4v10M36 14h24M36 76h24M48 76v16" stroke="#3b3b3b" stroke-width="4" fill="none"/>
<ellipse cx="48" cy="45" rx="36" ry="31" fill="#2f6f57"/>
<path d="M34 15c-9 20-9 40 0 60M62 15c9 20 9 40 0 60" stroke="#fff" stroke-opacity=".45"
 stroke-width="2" fill="none"/>
<path d="M30 60c0-22 14-34 38-34 0 24-14 36-32 36l-8 8 2-4c12-12 20-20 28-28-10 5-20 13-28 22z"
 fill="#fff"/>
</svg>"""
# As Odoo keeps a picture.
SIGN = b64encode(_SIGN.encode())
