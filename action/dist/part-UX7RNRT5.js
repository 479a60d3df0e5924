import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as i}from"./part-YR3RYE34.js";import"./part-MLO5MV2S.js";import"./part-X5Y7SQPC.js";import"./part-HFNPPGXS.js";import{Ze as t}from"./part-NA3KODLJ.js";import"./part-LIMXCCLV.js";import"./part-WWYRIY2K.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-EYFJV6BU.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
`),m}export{u as respond};
