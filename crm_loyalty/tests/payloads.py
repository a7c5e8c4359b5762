"""Texts that would do something if they were not shown as text."""

from lxml import html

# Families of the well-known cheat sheets: elements, handlers, addresses, encodings, templates.
PAYLOADS = """
<script>alert(1)</script>
<ScRiPt src=//x.example/x.js></ScRiPt>
"><script>alert(1)</script>
'><img src=x onerror=alert(1)>
<img src=x onerror=alert(1)>
<img src="javascript:alert(1)">
<svg onload=alert(1)>
<svg><script>alert(1)</script></svg>
<body onload=alert(1)>
<iframe src=javascript:alert(1)></iframe>
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href="java&#09;script:alert(1)">x</a>
<div style="background:url(javascript:alert(1))">
<input autofocus onfocus=alert(1)>
<details open ontoggle=alert(1)>
<video><source onerror=alert(1)></video>
<object data="javascript:alert(1)"></object>
<embed src="javascript:alert(1)">
<form action="javascript:alert(1)"><button>x</button></form>
<meta http-equiv=refresh content="0;url=javascript:alert(1)">
<link rel=stylesheet href=javascript:alert(1)>
<base href="javascript:alert(1)//">
<math><mi xlink:href="javascript:alert(1)">x</mi></math>
</textarea><script>alert(1)</script>
</title><script>alert(1)</script>
--><script>alert(1)</script>
]]><script>alert(1)</script>
<t t-out="request.env"/>{{ 7*7 }}${7*7}
%3Cscript%3Ealert(1)%3C/script%3E &lt;script&gt; &#60;script&#62;
""".strip().splitlines()
# On a page that is all ours none of it is wanted; elsewhere there are pictures and styles.
RUNS = (
    "//script | //iframe | //object | //embed | //base | //meta[@http-equiv] | //form[@action]"
    " | //@*[starts-with(name(), 'on')]"
    " | //@*[contains(translate(., 'JAVSCRIPT', 'javscript'), 'javascript:')]"
    "[contains(' href src action formaction data style background xlink:href ',"
    " concat(' ', name(), ' '))]"
)
ALIVE = (
    "//script | //iframe | //object | //embed | //svg | //math | //img[not(starts-with(@src,"
    " 'data:'))] | //@*[starts-with(name(), 'on')] | //@style | //base"
    " | //@*[contains(translate(., 'JAVSCRIPT', 'javscript'), 'javascript:')][name() != 'value']"
)


def running(markup):
    """What would run of some HTML, in outline; empty if it is all text."""
    found = html.fromstring(f"<div>{markup}</div>").xpath(RUNS)
    return [getattr(node, "tag", str(node)) for node in found]
