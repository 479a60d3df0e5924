import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as i}from"./part-XRPRWKTQ.js";import"./part-MLO5MV2S.js";import"./part-JIDAGQQV.js";import"./part-P2WUDU5Y.js";import{Ye as t}from"./part-3ILM4QWL.js";import"./part-XPE7LNFO.js";import"./part-NU5TY3SH.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
`),m}export{u as respond};
