import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as i}from"./part-UHFDJYUZ.js";import"./part-MLO5MV2S.js";import"./part-X3245UJJ.js";import"./part-TU2SLGPG.js";import{Ye as t}from"./part-CWLLS57W.js";import"./part-WIRZ4OLP.js";import"./part-7WSEGXL2.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
`),m}export{u as respond};
