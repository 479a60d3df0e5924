import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{af as a,bf as b}from"./part-CIMJAO4K.js";import"./part-DJVHKQLZ.js";import"./part-GDVFPLSU.js";import"./part-NPSNEKOI.js";import"./part-TAU4OJXW.js";import"./part-OKFGFM6Q.js";import"./part-42NXMOPQ.js";import"./part-UOJKBBUS.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
