import{h as a,i as b}from"./part-JUTM4KWA.js";import"./part-42NXMOPQ.js";import"./part-UOJKBBUS.js";import"./part-RUICM7NO.js";export{a as mayNeedAnswer,b as readComment};
