/** The one style sheet of every HTML report. No image, font or address from elsewhere; prints on paper as on screen. */
export const STYLE = `
:root{--ink:#1d2433;--soft:#5f6673;--line:#d5dae2;--ground:#fff;--panel:#f6f7f9;--link:#0b57a4;
--adverse:#b3261e;--adverse-bg:#fbe4e3;--caution:#8a5a00;--caution-bg:#fff1d0;--good:#1b6b3a;--good-bg:#dff3e5;--quiet:#5f6673;--quiet-bg:#e9ecf1}
@media (prefers-color-scheme:dark){:root{--ink:#e6e9ef;--soft:#a7afbd;--line:#3a4252;--ground:#161a22;--panel:#1e232e;--link:#8ab8ff;
--adverse:#ff9d96;--adverse-bg:#4a1f1d;--caution:#f2c361;--caution-bg:#43340f;--good:#8fdcab;--good-bg:#173a25;--quiet:#a7afbd;--quiet-bg:#2a303c}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;color:var(--ink);background:var(--ground);font:15px/1.65 "Hiragino Sans","Yu Gothic UI","Noto Sans CJK JP","Noto Sans JP",system-ui,sans-serif;overflow-wrap:anywhere}
main,header.top,footer{max-width:72rem;margin:0 auto;padding:0 1.25rem}
header.top{padding-top:1.5rem}
h1{font-size:1.6rem;line-height:1.3;margin:0 0 .4rem}
h2{font-size:1.25rem;margin:2.4rem 0 .8rem;padding-bottom:.3rem;border-bottom:2px solid var(--line)}
h3{font-size:1.02rem;margin:0 0 .4rem}
a{color:var(--link)}
a:focus-visible,summary:focus-visible,input:focus-visible+label{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem}.skip:focus{left:1rem;top:.5rem;background:var(--ground);padding:.4rem .8rem;z-index:2}
.about{color:var(--soft);margin:.15rem 0}
nav.contents ul{list-style:none;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;padding:0;margin:.8rem 0}
.counts{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0;padding:0;list-style:none}
.counts li{background:var(--panel);border:1px solid var(--line);border-radius:.5rem;padding:.45rem .9rem;min-width:7rem}
.counts b{display:block;font-size:1.45rem;line-height:1.2}
.badge{display:inline-block;border-radius:1rem;padding:0 .65rem;font-size:.82rem;font-weight:600;white-space:nowrap;background:var(--quiet-bg);color:var(--quiet)}
.badge.adverse,.badge.hurts,.badge.high{background:var(--adverse-bg);color:var(--adverse)}
.badge.unclear,.badge.mixed,.badge.medium,.badge.partial{background:var(--caution-bg);color:var(--caution)}
.badge.favourable,.badge.helps,.badge.guaranteed{background:var(--good-bg);color:var(--good)}
.notice{border-left:4px solid var(--caution);background:var(--caution-bg);padding:.5rem .9rem;margin:.5rem 0}
table{border-collapse:collapse;width:100%;margin:.4rem 0 1rem}
th,td{border:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
thead th{background:var(--panel)}
.overview td:first-child{white-space:nowrap}
section.item,article.change{border:1px solid var(--line);border-left:5px solid var(--quiet);border-radius:.4rem;padding:.8rem 1rem;margin:0 0 .9rem;break-inside:avoid}
section.item.high,article.change.hurts{border-left-color:var(--adverse)}
section.item.medium,article.change.mixed,article.change.unclear{border-left-color:var(--caution)}
section.item.good,article.change.helps{border-left-color:var(--good)}
section.item:target,article.change:target{outline:3px solid var(--link)}
section.item p,article.change p{margin:.3rem 0}
blockquote{margin:.5rem 0;padding:.2rem .9rem;border-left:3px solid var(--line);background:var(--panel)}
blockquote footer{padding:0;font-size:.86rem;color:var(--soft)}
dl.values{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .9rem;margin:.4rem 0}
dl.values dt{color:var(--soft)}dl.values dd{margin:0}
.soft{color:var(--soft)}
.text{border:1px solid var(--line);border-radius:.4rem;padding:1rem 1.4rem}
.text p,.text h3,.text h4{margin:.35rem 0}
.l1{margin-left:1.2rem!important}.l2{margin-left:2.4rem!important}.l3{margin-left:3.6rem!important}.l4{margin-left:4.8rem!important}
.text .hidden{border:1px dashed var(--caution);padding:.1rem .5rem}
mark{background:var(--quiet-bg);color:inherit;border-radius:.15rem}
mark.high{background:var(--adverse-bg)}mark.medium{background:var(--caution-bg)}mark.good{background:var(--good-bg)}
mark:target,.anchor:target+mark{outline:2px solid var(--link)}
a.ref{font-size:.72rem;vertical-align:super;text-decoration:none;margin:0 .15rem;user-select:none}
.page{color:var(--soft);font-size:.8rem;border-top:1px dashed var(--line);margin:1rem 0 .4rem}
ins{background:var(--good-bg);color:var(--good);text-decoration:underline}
del{background:var(--adverse-bg);color:var(--adverse);text-decoration:line-through}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 1.2rem}
.pair>div{padding:.15rem .5rem;white-space:pre-line}.pair>.head{font-weight:600;color:var(--soft)}
.pair>.touched,.inline>.touched{background:var(--panel)}
.inline>div{padding:.15rem .5rem}
.choice{position:absolute;opacity:0;width:1px;height:1px}
.choice+label{display:inline-block;border:1px solid var(--line);border-radius:1rem;padding:.1rem .8rem;margin:0 .3rem .4rem 0;cursor:pointer;color:var(--soft)}
.choice:checked+label{background:var(--link);border-color:var(--link);color:var(--ground)}
#view-side:not(:checked)~.pair,#view-inline:not(:checked)~.inline{display:none}
#show-hurts:not(:checked)~.change.hurts,#show-mixed:not(:checked)~.change.mixed,#show-unclear:not(:checked)~.change.unclear,#show-helps:not(:checked)~.change.helps,#show-neutral:not(:checked)~.change.neutral{display:none}
details{margin:.6rem 0}summary{cursor:pointer;font-weight:600}
.explained h4{margin:.8rem 0 .2rem}.explained ul{margin:.2rem 0;padding-left:1.4rem}.explained table{width:auto}.explained code{overflow-wrap:anywhere}
main.wide,header.wide,footer.wide{max-width:none}
table.matrix{font-size:.85rem;width:auto}table.matrix thead th{position:sticky;top:0;z-index:1}table.matrix thead th,table.matrix td{white-space:nowrap}table.matrix .pack{white-space:normal;min-width:15rem}table.matrix abbr{text-decoration:none;cursor:help}
table.matrix th[scope=row]{font-weight:400;min-width:16rem;max-width:28rem;position:sticky;left:0;background:var(--ground)}
.m{text-align:center}.m.adverse{background:var(--adverse-bg);color:var(--adverse)}.m.unclear,.m.partial{background:var(--caution-bg);color:var(--caution)}.m.favourable,.m.guaranteed{background:var(--good-bg);color:var(--good)}.m.absent{color:var(--soft)}
footer{padding-top:1.5rem;padding-bottom:2.5rem;color:var(--soft)}
blockquote footer{max-width:none;margin:0}
@media (max-width:44rem){.pair{grid-template-columns:1fr}.overview th:nth-child(4),.overview td:nth-child(4){display:none}}
@media print{body{font-size:10pt;background:#fff}.skip,nav.contents,details.explained,.choice,.choice+label{display:none}main,header.top,footer{max-width:none;padding:0}
h2{break-after:avoid}details:not([open])>*{display:block}a{color:inherit;text-decoration:none}}
`
