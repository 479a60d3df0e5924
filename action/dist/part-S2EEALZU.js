var c=50,a=1e3,s=64e3,i=65e3;function u(e){let n=({annotation_level:o})=>o==="failure",r=e.toSorted((o,t)=>Number(n(t))-Number(n(o))).slice(0,a);return Array.from({length:Math.ceil(r.length/c)},(o,t)=>t*c).map(o=>r.slice(o,o+c))}function d(e){let n=new TextEncoder;if(n.encode(e).length<=s)return e;let r=n.encode(e).slice(0,s-3);return`${new TextDecoder().decode(r).replace(/\uFFFD+$/,"")}…`}function S(e,n){let r=e.join(`

`);return new TextEncoder().encode(r).length<=i?r:n.join(`

`)}export{a,i as b,u as c,d,S as e};
