import{a as o}from"./part-RUICM7NO.js";var t=()=>o("./part-hands.js"),c=(...n)=>t().counting$257(...n);export{c as a};
