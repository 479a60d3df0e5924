import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-MMNP23N3.js
import{Ye as a,Ze as b}from"./part-CWLLS57W.js";import"./part-WIRZ4OLP.js";import"./part-7WSEGXL2.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
========
import{Ye as a,Ze as b}from"./part-3ILM4QWL.js";import"./part-XPE7LNFO.js";import"./part-NU5TY3SH.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
>>>>>>>> 19968231adaae158adb4c6426187bdbf1aae1d81:action/dist/part-SQFWG4LI.js
