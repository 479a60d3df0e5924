import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{g as r}from"./part-ZDOB4V5I.js";function d(s){let n=s?.split(/\r?\n/)??[],e=r(n),l=e===null?void 0:n.slice(1,e).find(i=>/^incident:/.test(i)),t=/^incident:\s*['"]?(\d{1,9})['"]?\s*$/.exec(l??"")?.[1];return t===void 0?null:Number(t)}export{d as a};
