import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-YWSWQTTS.js
import{a as n,b as i}from"./part-KVASJWO5.js";import"./part-MLO5MV2S.js";import"./part-LKGG5O72.js";import"./part-JRAWJEJQ.js";import{af as t}from"./part-XZTGUF6O.js";import"./part-O4KGJECK.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
========
import{a as n,b as i}from"./part-FSOSI4N3.js";import"./part-MLO5MV2S.js";import"./part-642W3ISF.js";import"./part-6E2W7J4R.js";import{We as t}from"./part-56XTZLEM.js";import"./part-BT63Y5F2.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
>>>>>>>> 50e6a4649e7f9088b66b2e99b9990df78255cf6b:action/dist/part-ATSQSXWH.js
`),m}export{u as respond};
