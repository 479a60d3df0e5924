import{a as o,b as t,c as i,d as m}from"./part-SOI5GV3V.js";import"./part-RBONOKNG.js";import"./part-VNCDRDIB.js";export{m as instantOf,t as realTime,o as systemClock,i as toMillisecond};
