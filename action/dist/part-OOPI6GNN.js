import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{Ze as a,_e as b}from"./part-NA3KODLJ.js";import"./part-LIMXCCLV.js";import"./part-WWYRIY2K.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-EYFJV6BU.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
