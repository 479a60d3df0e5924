import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as i}from"./part-K4SQUMU3.js";import"./part-MLO5MV2S.js";import"./part-KO363L6X.js";import"./part-2BIGLQUS.js";import{Re as t}from"./part-D4AYOU7E.js";import"./part-KS6OAYJC.js";import"./part-3Q2WAV2L.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
`),m}export{u as respond};
