import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
var n="reports/incidents/{date}-{slug}.md";function d({postmortem:t}){return e(t.path)?t.path:n}function e(t){return t.split("/").every(r=>r!==""&&r!=="."&&r!==".."&&r!==".git")&&/^[\w.{}/ -]+$/.test(t)&&t.endsWith(".md")&&!t.startsWith(".github/workflows/")}function p(t){return t.slice(0,t.lastIndexOf("/")+1)}export{d as a,p as b};
