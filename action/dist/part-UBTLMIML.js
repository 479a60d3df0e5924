import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-7NHOWSVB.js
import{a as n,b as i}from"./part-FXE32P3Y.js";import"./part-MLO5MV2S.js";import"./part-34DCWFJT.js";import"./part-366AMIK7.js";import{Ye as t}from"./part-IWDWIBAM.js";import"./part-RMZSH7S7.js";import"./part-6PWCUCGO.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
========
import{a as n,b as i}from"./part-GLEVDU4P.js";import"./part-MLO5MV2S.js";import"./part-V3EXSQVM.js";import"./part-E4PEARUV.js";import{Ye as t}from"./part-CG2ACHF5.js";import"./part-WIRZ4OLP.js";import"./part-7WSEGXL2.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
>>>>>>>> f40dbaf7989cc827a956c1cc91f8ada60a7d9c62:action/dist/part-UBTLMIML.js
`),m}export{u as respond};
