import{a,b,c,d}from"./part-FNA3CWWH.js";import"./part-MDKQ7B4J.js";import"./part-WMN7LCVJ.js";export{d as instantOf,b as realTime,a as systemClock,c as toMillisecond};
