import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as i}from"./part-KVASJWO5.js";import"./part-MLO5MV2S.js";import"./part-LKGG5O72.js";import"./part-JRAWJEJQ.js";import{af as t}from"./part-XZTGUF6O.js";import"./part-O4KGJECK.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
`),m}export{u as respond};
