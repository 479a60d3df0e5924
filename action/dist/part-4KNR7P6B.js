import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as i}from"./part-4OGE2VJP.js";import"./part-MLO5MV2S.js";import"./part-QMREDDAA.js";import"./part-XCZVJO75.js";import{Je as t}from"./part-MXPXTT5B.js";import"./part-55N4B7FY.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
`),m}export{u as respond};
