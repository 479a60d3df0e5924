import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as s}from"./part-Y3ZUHRD3.js";import{Od as o,Pd as i}from"./part-SJ7AFABI.js";import"./part-LDL6VYAS.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
`),c}export{a as respond};
