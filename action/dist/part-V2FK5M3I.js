import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-6I4IXGKO.js
import{Ye as a,Ze as b}from"./part-IWDWIBAM.js";import"./part-RMZSH7S7.js";import"./part-6PWCUCGO.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
========
import{Ye as a,Ze as b}from"./part-CG2ACHF5.js";import"./part-WIRZ4OLP.js";import"./part-7WSEGXL2.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
>>>>>>>> f40dbaf7989cc827a956c1cc91f8ada60a7d9c62:action/dist/part-V2FK5M3I.js
