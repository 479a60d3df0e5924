import{b as h,c as m,d as p}from"./part-S2EEALZU.js";import{c as a}from"./part-LWJKCL2Q.js";import{a as u}from"./part-OOBKXDH6.js";import"./part-YIFQMJD6.js";var O="Nothing changes.",g="### What changes for incidents",N=1e3,S=500;function I(n,t=Number.POSITIVE_INFINITY){if(n.length===0)return`${g}

${O}`;let r=t===Number.POSITIVE_INFINITY?t:N,e=[g],o=t-S,i=null;for(let[l,s]of y(n).entries()){let f=`${i!==null&&i.level===s.level?`
`:`

${b(s,r)}

`}${E(s,r)}`;if(o-=new TextEncoder().encode(f).length,o<0)return[...e,`

${w(n.length-l)}`].join("");e.push(f),i=s}return e.join("")}function y(n){return[...Map.groupBy(n,({level:t})=>t).values()].flat()}function b({level:n},t){return n===null?"**Every incident**":`**${a(n,{max:t})}**`}function w(n){return`${n} more: too long for one page. \`firebreak policy diff OLD NEW\` tells all.`}function E({level:n,text:t},r){let e=n!==null&&t.startsWith(`${n}: `)?t.slice(n.length+2):t;return`- ${a(e.replaceAll("`",""),{max:r})}`}var _=4e4,v=600,$=20;function L(n,t){let{problems:r,missing:e}=n,o=[...M(n),...n.hints],i=e===null?"success":"neutral";return{hints:o,output:{conclusion:r.length>0?"failure":i,title:H(n),summary:W(n,o,t),batches:m(r.flatMap(l=>k(l,t)))}}}function H({problems:n,missing:t}){return n.length>0?`${n.length} to correct`:t===null?"sound":"sound as far as it could be read"}function M({missing:n}){return n===null?[]:[`The policy lies over ${n}, which is not there or may not be read for a pull request: it is judged without. Correct the name, or let it be read.`]}var C="What changes for incidents is not told: the policy before or after is not sound, or lies over one that could not be read.",G="There is too much for one page: each line has its own note.";function W({problems:n,changes:t},r,e){let o=[...A(n,e),...F(r)],i=d(o)<=_?o:[G],l=h-d(i);return[...i,t===null?C:I(t,l)].join(`

`)}function d(n){return new TextEncoder().encode(n.join(`

`)).length}function A(n,t){return n.length===0?[]:[["| File | Line | Code | What |","|---|---|---|---|",...n.map(({file:e,line:o,column:i,code:l,message:s})=>`| ${a(c(t,e)??e)} | ${o}:${i} | ${l} | ${T(s)} |`)].join(`
`)]}function F(n){if(n.length===0)return[];let t=n.length-$,r=t>0?[`- ${t} more like these.`]:[];return[[...n.slice(0,$).map(e=>`- ${T(e)}`),...r].join(`
`)]}function T(n){return a(n.replaceAll("`",""),{max:v})}function k({file:n,line:t,column:r,code:e,message:o},i){let l=c(i,n);return l===null?[]:[{path:l,...{start_line:t,end_line:t,start_column:r,end_column:r},annotation_level:"failure",title:e,message:p(o)}]}function c({owner:n,repo:t},r){let e=`${n}/${t}/`;return r.toLowerCase().startsWith(e.toLowerCase())?r.slice(e.length):null}function j(n,t){let{problems:r,changes:e}=n,{output:o,hints:i}=L(n,t);return{lines:[...r.map(l=>x(l,t)),...i.map(l=>u("warning",{title:"policy"},l)),`Firebreak: the policy: ${o.title}`],summary:`## Firebreak / policy: ${o.title}

${o.summary}`,outputs:{errors:String(r.length),warnings:String(i.length),changes:e===null?"":String(e.length)}}}function x({file:n,line:t,column:r,code:e,message:o},i){let l=c(i,n);return l===null?u("error",{title:e},`${n}:${t}:${r}: ${o}`):u("error",{file:l,line:t,col:r,title:e},o)}export{j as told};
