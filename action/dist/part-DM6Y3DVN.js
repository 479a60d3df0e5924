import{a}from"./part-IBZPMBS2.js";import"./part-RUICM7NO.js";export{a as whileAsking};
