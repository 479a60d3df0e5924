import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{We as a,Xe as b}from"./part-56XTZLEM.js";import"./part-BT63Y5F2.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
