/** The report's style sheet: light and dark, from phone to desktop, and on paper. */
export const reportStyle = `
:root{color-scheme:light dark;--bg:#f7f8fa;--card:#fff;--text:#1b2130;--soft:#5b6577;--line:#e3e7ee;--good:#147a43;--good-bg:#e3f5ea;--bad:#b3261e;--bad-bg:#fdeae8;--wait:#8a5a00;--wait-bg:#fff3d6;--heal:#1d4fb8;--heal-bg:#e6eefc;--code:#f0f2f6}
@media (prefers-color-scheme:dark){:root{--bg:#10141c;--card:#181e29;--text:#e7ebf3;--soft:#9aa5b8;--line:#2a3241;--good:#6fd39b;--good-bg:#12301f;--bad:#ff9d94;--bad-bg:#3a1917;--wait:#f2c469;--wait-bg:#352709;--heal:#9cbcff;--heal-bg:#172747;--code:#222a38}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:1020px;margin:0 auto;padding:28px 20px 64px}h1{font-size:26px;line-height:1.2;margin:6px 0 4px}h2{font-size:18px;margin:34px 0 10px}h3{font-size:15px;margin:0}
p{margin:4px 0}.soft{color:var(--soft)}a{color:var(--heal)}.brand{font-weight:650;letter-spacing:.02em;color:var(--soft)}
.pill{display:inline-block;padding:2px 10px;border-radius:999px;font-size:13px;font-weight:600;white-space:nowrap;background:var(--code);color:var(--soft)}
.passed{background:var(--good-bg);color:var(--good)}.regression,.failed,.error,.environment,.critical,.serious{background:var(--bad-bg);color:var(--bad)}.waiting,.flaky,.cancelled,.moderate{background:var(--wait-bg);color:var(--wait)}.passed_after_healing,.heal{background:var(--heal-bg);color:var(--heal)}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(116px,1fr));gap:10px;margin:18px 0}.figure{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 14px}.figure b{display:block;font-size:24px;line-height:1.2}.figure span{color:var(--soft);font-size:13px}
.card,details{background:var(--card);border:1px solid var(--line);border-radius:10px;margin:8px 0}.card{padding:14px 16px}summary{cursor:pointer;padding:10px 14px;display:flex;gap:10px;align-items:center;flex-wrap:wrap;list-style:none}summary::-webkit-details-marker{display:none}summary h3{flex:1 1 300px;font-weight:550}
details>div{padding:2px 16px 14px;border-top:1px solid var(--line)}ol,ul{margin:8px 0;padding-left:22px}li{margin:3px 0}li.no{color:var(--bad)}li.never{color:var(--soft)}
code{background:var(--code);border-radius:5px;padding:1px 5px;font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:10px;margin:10px 0}.pair>div{border:1px solid var(--line);border-radius:8px;padding:8px 12px}.pair small{display:block;color:var(--soft)}
table{width:100%;border-collapse:collapse;font-size:14px}th,td{text-align:left;padding:6px 8px;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}th{color:var(--soft);font-weight:550}.scroll{overflow-x:auto}
@media print{details>div{display:block}body{background:#fff}}
`;
