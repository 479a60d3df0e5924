import{a as o,b as t,c as i,d as m}from"./part-4FN4UCWM.js";import"./part-WKZZF6LX.js";import"./part-VNCDRDIB.js";export{m as instantOf,t as realTime,o as systemClock,i as toMillisecond};
