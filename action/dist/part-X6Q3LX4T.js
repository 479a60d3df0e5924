import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-X6Q3LX4T.js
import{e as n,f as s,j as o,k as i}from"./part-OCIV4QG7.js";import"./part-NO5HYAPZ.js";import"./part-74UDBKM4.js";import"./part-2TZTJQQL.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-3SYBD4VY.js";import"./part-GZ4LXDJU.js";import"./part-5WTS3CPB.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
========
import{e as n,f as s,j as o,k as i}from"./part-BE3RFOZ5.js";import"./part-TWDIWUUP.js";import"./part-MOEDYVOH.js";import"./part-XNUXHQBW.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-DI6YDTVZ.js";import"./part-GZ4LXDJU.js";import"./part-II2QNE2I.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
>>>>>>>> 5b269fd3d6f77898997181eb153d0cd60c387ac1:action/dist/part-LJJVSI5S.js
`),c}export{a as respond};
