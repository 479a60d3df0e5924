import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{Ye as a,Ze as b}from"./part-3ILM4QWL.js";import"./part-XPE7LNFO.js";import"./part-NU5TY3SH.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
