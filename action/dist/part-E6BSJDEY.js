function b(e,t={}){return{text:e,variables:t}}function u(e,t,r){return{text:`${e}${t.map(({text:n})=>n).join(`
`)}${r}`,variables:Object.assign({},...t.map(({variables:n})=>n))}}function j(e,t,r){let{text:n,variables:o}=u(`{
`,r,`
}`),i=Object.entries(o).map(([a,{type:c}])=>`$${a}: ${c}`),s=i.length===0?t:`${t}(${i.join(", ")})`,$=Object.entries(o).map(([a,{value:c}])=>[a,c]);return{text:`${e} ${s} ${n}`,variables:Object.fromEntries($)}}export{b as a,u as b,j as c};
