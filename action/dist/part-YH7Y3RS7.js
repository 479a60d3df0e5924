import { createRequire as bundledCreateRequire } from 'node:module';
const require = bundledCreateRequire(import.meta.url);
<<<<<<<< HEAD:action/dist/part-OBSUK2ST.js
import{af as a,bf as b}from"./part-XZTGUF6O.js";import"./part-O4KGJECK.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
========
import{We as a,Xe as b}from"./part-56XTZLEM.js";import"./part-BT63Y5F2.js";import"./part-KECCGOIQ.js";import"./part-RUICM7NO.js";export{b as hostOf,a as wait};
>>>>>>>> 50e6a4649e7f9088b66b2e99b9990df78255cf6b:action/dist/part-YH7Y3RS7.js
