function p(t,e={}){return{text:t,variables:e}}function d(t,e,n){return{text:`${t}${e.map(({text:r})=>r).join(`
`)}${n}`,variables:Object.assign({},...e.map(({variables:r})=>r))}}function u(t,e,n){let{text:r,variables:i}=d(`{
`,n,`
}`),s=Object.entries(i).map(([a,{type:o}])=>`$${a}: ${o}`),l=s.length===0?e:`${e}(${s.join(", ")})`,c=Object.entries(i).map(([a,{value:o}])=>[a,o]);return{text:`${t} ${l} ${r}`,variables:Object.fromEntries(c)}}export{p as a,d as b,u as c};
