import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{a as n,b as i}from"./part-7NCIFBY3.js";import"./part-MLO5MV2S.js";import"./part-IOKZZXCF.js";import"./part-3CPHW3VS.js";import{af as t}from"./part-CIMJAO4K.js";import"./part-DJVHKQLZ.js";import"./part-GDVFPLSU.js";import"./part-NPSNEKOI.js";import"./part-TAU4OJXW.js";import"./part-OKFGFM6Q.js";import"./part-42NXMOPQ.js";import"./part-UOJKBBUS.js";import"./part-RUICM7NO.js";async function u(o,{parts:e}){if(o.kind!=="commented")return(await n(e,o,t)).outcome;let{outcome:m,caughtUp:r}=await i(e,o,t);return r>0&&process.stdout.write(`Handled ${r} comments before it, whose runs did not come.
`),m}export{u as respond};
