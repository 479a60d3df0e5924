import{a,b,c,d}from"./part-BPRQBGBT.js";import"./part-XXIVYOON.js";import"./part-SLJVV7VR.js";export{d as instantOf,b as realTime,a as systemClock,c as toMillisecond};
