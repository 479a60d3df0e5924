import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{Ye as a,Ze as b}from"./part-CWLLS57W.js";import"./part-WIRZ4OLP.js";import"./part-7WSEGXL2.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
