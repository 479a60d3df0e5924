import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-KRBYKT64.js
import{e as n,f as s,j as o,k as i}from"./part-KBVTQ4SQ.js";import"./part-IPAROHU7.js";import"./part-GQHKRRSU.js";import"./part-LP2OO3FC.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-C6D5G72L.js";import"./part-GZ4LXDJU.js";import"./part-GS4MXSMI.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
========
import{e as n,f as s,j as o,k as i}from"./part-2EN73LL2.js";import"./part-TLQYSTYC.js";import"./part-UBRLVKVC.js";import"./part-ZPLR3V75.js";import"./part-X2GQCZNB.js";import"./part-KZST56EO.js";import"./part-NVHALJ4Y.js";import"./part-742442HB.js";import"./part-5WTS3CPB.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
>>>>>>>> a248545935e9dc1ee9a54856aeb39556b97b59b1:action/dist/part-GBGMHZZB.js
`),c}export{a as respond};
