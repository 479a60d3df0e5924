import{a}from"./part-GNFGYHOR.js";import"./part-RUICM7NO.js";export{a as whileAsking};
