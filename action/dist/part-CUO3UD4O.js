import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{Ye as a,Ze as b}from"./part-L75MPQ7V.js";import"./part-JO4QAET4.js";import"./part-YMVY6YGE.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
