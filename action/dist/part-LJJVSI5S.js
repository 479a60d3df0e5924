import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{e as n,f as s,j as o,k as i}from"./part-BE3RFOZ5.js";import"./part-TWDIWUUP.js";import"./part-MOEDYVOH.js";import"./part-XNUXHQBW.js";import"./part-5BD6356M.js";import"./part-KZST56EO.js";import"./part-DI6YDTVZ.js";import"./part-GZ4LXDJU.js";import"./part-II2QNE2I.js";import"./part-ZOMFX6JP.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
`),c}export{a as respond};
