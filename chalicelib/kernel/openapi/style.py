"""The style of the page: light and dark by the reader's setting, one column on a phone."""

STYLE = """
:root{--ink:#1c2430;--soft:#5a6675;--paper:#fff;--card:#f5f7f9;--line:#d5dbe2;--link:#0b5cad}
@media(prefers-color-scheme:dark){:root{--ink:#e4e9ef;--soft:#a0acba;--paper:#14191f;--card:#1d242c;--line:#35404c;--link:#7db8f5}}
*{box-sizing:border-box}
html{scroll-behavior:smooth}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;color:var(--ink);background:var(--paper);font:16px/1.55 system-ui,"Noto Sans SC","PingFang SC",sans-serif}
header,nav,main{padding:0 1rem}
header{border-bottom:1px solid var(--line)}
a{color:var(--link)}
nav ul{list-style:none;margin:0;padding:0}
nav li a{display:block;padding:.45rem 0;overflow-wrap:anywhere;text-decoration:none}
summary{cursor:pointer;padding:.45rem 0;font-weight:600}
article{margin:1rem 0;padding:.2rem 1rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:8px}
h3{overflow-wrap:anywhere}
h4{margin:1rem 0 .2rem}
code,pre{font:.9em/1.5 ui-monospace,SFMono-Regular,Menlo,monospace}
pre{overflow-x:auto;padding:.7rem;border:1px solid var(--line);border-radius:6px;background:var(--paper)}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:.35rem .7rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
em,small{color:var(--soft);font-style:normal;font-size:.85em}
b.get{color:#0a6fb8}b.post{color:#1a7f37}b.patch,b.put{color:#8a5a00}b.delete{color:#b3261e}
@media(prefers-color-scheme:dark){b.get{color:#6cb6ff}b.post{color:#57c46f}b.patch,b.put{color:#e0b050}b.delete{color:#ff8a80}}
@media(min-width:60rem){body{display:grid;grid-template-columns:20rem minmax(0,1fr)}
header{grid-column:1/-1}
nav{position:sticky;top:0;max-height:100vh;overflow-y:auto;border-right:1px solid var(--line)}}
"""
