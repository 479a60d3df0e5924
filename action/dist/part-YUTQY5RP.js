function u(r,i,o){let n=Object.entries(i).map(([s,c])=>`${s}=${a(String(c))}`);return`::${r}${n.length===0?"":` ${n.join(",")}`}::${t(o)}`}var g=/[%\r\n\u0085\u2028\u2029\v\f]/g;function t(r){return r.replace(g,e)}function a(r){return t(r).replace(/[:,]/g,e)}function e(r){return`%\r
:,`.includes(r)?`%${r.charCodeAt(0).toString(16).toUpperCase().padStart(2,"0")}`:" "}export{u as a};
