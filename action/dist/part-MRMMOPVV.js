import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{Je as a,Ke as b}from"./part-MXPXTT5B.js";import"./part-55N4B7FY.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
