import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{Ye as a,Ze as b}from"./part-IWDWIBAM.js";import"./part-RMZSH7S7.js";import"./part-6PWCUCGO.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
