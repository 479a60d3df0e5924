import{g as a,h as b}from"./part-GQOZZYDJ.js";import"./part-42NXMOPQ.js";import"./part-UOJKBBUS.js";import"./part-RUICM7NO.js";export{a as mayNeedAnswer,b as readComment};
