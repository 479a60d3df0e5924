import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-3PDHDBTO.js
import{a as n,b as i}from"./part-UHFDJYUZ.js";import"./part-MLO5MV2S.js";import"./part-X3245UJJ.js";import"./part-TU2SLGPG.js";import{Ye as t}from"./part-CWLLS57W.js";import"./part-WIRZ4OLP.js";import"./part-7WSEGXL2.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
========
import{a as n,b as i}from"./part-XRPRWKTQ.js";import"./part-MLO5MV2S.js";import"./part-JIDAGQQV.js";import"./part-P2WUDU5Y.js";import{Ye as t}from"./part-3ILM4QWL.js";import"./part-XPE7LNFO.js";import"./part-NU5TY3SH.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
>>>>>>>> 19968231adaae158adb4c6426187bdbf1aae1d81:action/dist/part-LVKOOM75.js
`),m}export{u as respond};
