function s(n){let e=({annotation_level:r})=>r==="failure",t=n.toSorted((r,o)=>Number(e(o))-Number(e(r))).slice(0,1e3);return Array.from({length:Math.ceil(t.length/50)},(r,o)=>o*50).map(r=>t.slice(r,r+50))}function l(n){let e=new TextEncoder;if(e.encode(n).length<=64e3)return n;let t=e.encode(n).slice(0,63997);return`${new TextDecoder().decode(t).replace(/\uFFFD+$/,"")}\u2026`}function i(n,e){let t=n.join(`

`);return new TextEncoder().encode(t).length<=65e3?t:e.join(`

`)}export{s as a,l as b,i as c};
