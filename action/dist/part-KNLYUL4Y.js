import{a as y,b as m}from"./part-5766JJJH.js";import{c}from"./part-W2DCIJIO.js";import{a}from"./part-DDZGB2YW.js";import"./part-SLJVV7VR.js";var T="Nothing changes.",f="### What changes for incidents",b=1e3,O=500;function d(n,t=Number.POSITIVE_INFINITY){if(n.length===0)return`${f}

${T}`;let r=t===Number.POSITIVE_INFINITY?t:b,o=[f],e=t-O,i=null;for(let[l,s]of I(n).entries()){let p=`${i!==null&&i.level===s.level?`
`:`

${N(s,r)}

`}${w(s,r)}`;if(e-=new TextEncoder().encode(p).length,e<0)return[...o,`

${S(n.length-l)}`].join("");o.push(p),i=s}return o.join("")}function I(n){return[...Map.groupBy(n,({level:t})=>t).values()].flat()}function N({level:n},t){return n===null?"**Every incident**":`**${c(n,{max:t})}**`}function S(n){return`${n} more: too long for one page. \`firebreak policy diff OLD NEW\` tells all.`}function w({level:n,text:t},r){let o=n!==null&&t.startsWith(`${n}: `)?t.slice(n.length+2):t;return`- ${c(o.replaceAll("`",""),{max:r})}`}var _=4e4,E=600,h=20;function P(n,t){let{problems:r,missing:o}=n,e=[...L(n),...n.hints],i=o===null?"success":"neutral";return{hints:e,output:{conclusion:r.length>0?"failure":i,title:x(n),summary:A(n,e,t),batches:y(r.flatMap(l=>W(l,t)))}}}function x({problems:n,missing:t}){return n.length>0?`${n.length} to correct`:t===null?"sound":"sound as far as it could be read"}function L({missing:n}){return n===null?[]:[`The policy lies over ${n}, which is not there or may not be read for a pull request: it is judged without. Correct the name, or let it be read.`]}var M="What changes for incidents is not told: the policy before or after is not sound, or lies over one that could not be read.",k="There is too much for one page: each line has its own note.";function A({problems:n,changes:t},r,o){let e=[...H(n,o),...G(r)],i=g(e)<=_?e:[k],l=65e3-g(i);return[...i,t===null?M:d(t,l)].join(`

`)}function g(n){return new TextEncoder().encode(n.join(`

`)).length}function H(n,t){return n.length===0?[]:[["| File | Line | Code | What |","|---|---|---|---|",...n.map(({file:o,line:e,column:i,code:l,message:s})=>`| ${c(u(t,o)??o)} | ${e}:${i} | ${l} | ${$(s)} |`)].join(`
`)]}function G(n){if(n.length===0)return[];let t=n.length-h,r=t>0?[`- ${t} more like these.`]:[];return[[...n.slice(0,h).map(o=>`- ${$(o)}`),...r].join(`
`)]}function $(n){return c(n.replaceAll("`",""),{max:E})}function W({file:n,line:t,column:r,code:o,message:e},i){let l=u(i,n);return l===null?[]:[{path:l,...{start_line:t,end_line:t,start_column:r,end_column:r},annotation_level:"failure",title:o,message:m(e)}]}function u({owner:n,repo:t},r){let o=`${n}/${t}/`;return r.toLowerCase().startsWith(o.toLowerCase())?r.slice(o.length):null}function z(n,t){let{problems:r,changes:o}=n,{output:e,hints:i}=P(n,t);return{lines:[...r.map(l=>F(l,t)),...i.map(l=>a("warning",{title:"policy"},l)),`Firebreak: the policy: ${e.title}`],summary:`## Firebreak / policy: ${e.title}

${e.summary}`,outputs:{errors:String(r.length),warnings:String(i.length),changes:o===null?"":String(o.length)}}}function F({file:n,line:t,column:r,code:o,message:e},i){let l=u(i,n);return l===null?a("error",{title:o},`${n}:${t}:${r}: ${e}`):a("error",{file:l,line:t,col:r,title:o},e)}export{z as told};
