import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-YUUOZLEK.js
import{e as n,f as s,j as o,k as i}from"./part-CZAFCTXS.js";import"./part-NON2TWII.js";import"./part-SS7WVQGR.js";import"./part-3IZMF2RQ.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-DI6YDTVZ.js";import"./part-GZ4LXDJU.js";import"./part-II2QNE2I.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
========
import{e as n,f as s,j as o,k as i}from"./part-J2CEWKZ2.js";import"./part-TK665O7M.js";import"./part-VNLJ6WB7.js";import"./part-HYFZASAM.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-3SYBD4VY.js";import"./part-GZ4LXDJU.js";import"./part-5WTS3CPB.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
>>>>>>>> 78c0ec1824a57f258cfef5b60ac022824354946e:action/dist/part-3LVIZ5AC.js
`),c}export{a as respond};
