import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{Re as a,Se as b}from"./part-D4AYOU7E.js";import"./part-KS6OAYJC.js";import"./part-3Q2WAV2L.js";import"./part-4YICLRSB.js";import"./part-NPSNEKOI.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
