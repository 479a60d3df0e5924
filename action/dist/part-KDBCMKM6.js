import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-KDBCMKM6.js
import{e as n,f as s,j as o,k as i}from"./part-Y2SCS6XZ.js";import"./part-TK665O7M.js";import"./part-VNLJ6WB7.js";import"./part-HYFZASAM.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-3SYBD4VY.js";import"./part-GZ4LXDJU.js";import"./part-5WTS3CPB.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
========
import{e as n,f as s,j as o,k as i}from"./part-JSDQ2M5E.js";import"./part-IPAROHU7.js";import"./part-GQHKRRSU.js";import"./part-LP2OO3FC.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-C6D5G72L.js";import"./part-GZ4LXDJU.js";import"./part-GS4MXSMI.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
>>>>>>>> cc8a04637e9013578d844094948bea7be1b7a17b:action/dist/part-BFM2TTIS.js
`),c}export{a as respond};
