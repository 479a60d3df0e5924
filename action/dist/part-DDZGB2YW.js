function g(r,i,s){let n=Object.entries(i).map(([a,o])=>`${a}=${c(String(o))}`);return`::${r}${n.length===0?"":` ${n.join(",")}`}::${t(s)}`}var u=/[%\r\n\u0085\u2028\u2029\v\f]/g;function t(r){return r.replace(u,e)}function c(r){return t(r).replace(/[:,]/g,e)}function e(r){return`%\r
:,`.includes(r)?`%${r.charCodeAt(0).toString(16).toUpperCase().padStart(2,"0")}`:" "}export{g as a};
