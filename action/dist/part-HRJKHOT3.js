import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
var r="reports/incidents/{date}-{slug}.md";function p({postmortem:t}){return e(t.path)?t.path:r}function e(t){return t.split("/").every(n=>n!==""&&n!=="."&&n!==".."&&n!==".git")&&/^[\w.{}/ -]+$/.test(t)&&t.endsWith(".md")&&!t.startsWith(".github/workflows/")}function a(t){return t.slice(0,t.lastIndexOf("/")+1)}export{p as a,a as b};
