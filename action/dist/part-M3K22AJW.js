import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-M3K22AJW.js
import{e as n,f as s,j as o,k as i}from"./part-IF6EURIH.js";import"./part-TLQYSTYC.js";import"./part-UBRLVKVC.js";import"./part-ZPLR3V75.js";import"./part-X2GQCZNB.js";import"./part-KZST56EO.js";import"./part-NVHALJ4Y.js";import"./part-742442HB.js";import"./part-5WTS3CPB.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
========
import{e as n,f as s,j as o,k as i}from"./part-F65LX6XF.js";import"./part-5HUO5XNM.js";import"./part-A6IXFBU3.js";import"./part-54DEQMSC.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-ADCLV7UQ.js";import"./part-GZ4LXDJU.js";import"./part-5WTS3CPB.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
>>>>>>>> 0d6d95387f61ceb7c0c437e27f13b2d460cfd620:action/dist/part-7AIPEEVO.js
`),c}export{a as respond};
