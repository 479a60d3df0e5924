import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{e as n,f as s,j as o,k as i}from"./part-I3BJMW75.js";import"./part-BLOGYVSF.js";import"./part-7YESPEPU.js";import"./part-6RP6M767.js";import"./part-T42SH6YN.js";import"./part-IEVDXOD5.js";import"./part-GC4ZVQKC.js";import"./part-WD3BSYSJ.js";import"./part-JDJJDKVZ.js";import"./part-GZ4LXDJU.js";import"./part-JMBI32TH.js";import"./part-IW3G7HE5.js";import"./part-T2SIUTU4.js";import"./part-YSKEUGRU.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
`),c}export{a as respond};
