import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
import{af as a,bf as b}from"./part-XZTGUF6O.js";import"./part-O4KGJECK.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
