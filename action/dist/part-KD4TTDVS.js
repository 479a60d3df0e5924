import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{We as a,Xe as b}from"./part-SGLSYZZB.js";import"./part-W2TMBPE6.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
