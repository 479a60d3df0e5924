function $(r,a,u){let t=Object.entries(a).map(([c,o])=>`${c}=${i(String(o))}`);return`::${r}${t.length===0?"":` ${t.join(",")}`}::${n(u)}`}var p=/[%\r\n\u0085\u2028\u2029\v\f]/g;function n(r){return r.replace(p,e)}function i(r){return n(r).replace(/[:,]/g,e)}function e(r){return`%\r
:,`.includes(r)?`%${r.charCodeAt(0).toString(16).toUpperCase().padStart(2,"0")}`:" "}export{$ as a};
