import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
function c({seen:e},n){return n<=e.upTo||e.ids.includes(n)}function i(e,n){let t=[...new Set([...e.seen.ids,n])].sort((r,s)=>r-s),o=t.slice(0,Math.max(0,t.length-100));return{...e,seen:{upTo:Math.max(e.seen.upTo,...o),ids:t.slice(o.length)}}}export{c as a,i as b};
