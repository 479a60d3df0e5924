import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{Ye as a,Ze as b}from"./part-FDIQDW57.js";import"./part-PLQ4HRQP.js";import"./part-KL4LPVQK.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
