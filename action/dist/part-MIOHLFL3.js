import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{e as n,f as s,j as o,k as i}from"./part-K4RLQWB2.js";import"./part-X32GH7AV.js";import"./part-2YWSIKJU.js";import"./part-PTWJ2R7W.js";import"./part-IWM57CCX.js";import"./part-MJJPRBD4.js";import"./part-VOY77B5D.js";import"./part-O3MC2KKH.js";import"./part-OXOBY3OH.js";import"./part-GZ4LXDJU.js";import"./part-ZOMFX6JP.js";import"./part-MHIN4MCC.js";import"./part-4RZSVD2V.js";import"./part-XOWWSRHL.js";async function a(t,m){let{parts:r}=await i(m);if(t.kind!=="commented")return(await n(r,t,o)).outcome;let{outcome:c,caughtUp:e}=await s(r,t,o);return e>0&&process.stdout.write(`Handled ${e} comments before it, whose runs did not come.
`),c}export{a as respond};
