import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{We as a,Xe as b}from"./part-FVNHPB3A.js";import"./part-COPHCTA2.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
