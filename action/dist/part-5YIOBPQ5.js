<<<<<<<< HEAD:action/dist/part-A5GTCDSQ.js
import{g as a,h as b}from"./part-UBMRNYXQ.js";import"./part-42NXMOPQ.js";import"./part-UOJKBBUS.js";import"./part-RUICM7NO.js";export{a as mayNeedAnswer,b as readComment};
========
import{h as a,i as b}from"./part-7SF2HO6J.js";import"./part-42NXMOPQ.js";import"./part-UOJKBBUS.js";import"./part-RUICM7NO.js";export{a as mayNeedAnswer,b as readComment};
>>>>>>>> 2353d375e9d9df8ce6f36414a6c2e4da61d856e1:action/dist/part-5YIOBPQ5.js
