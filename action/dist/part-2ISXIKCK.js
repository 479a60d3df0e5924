import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as i}from"./part-HANT7I7T.js";import"./part-MLO5MV2S.js";import"./part-TULBKI45.js";import"./part-W6MUFFRD.js";import{We as t}from"./part-FVNHPB3A.js";import"./part-COPHCTA2.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
`),m}export{u as respond};
