import{a as o}from"./part-RUICM7NO.js";var t=()=>o("./part-hands.js"),c=(...n)=>t().counting$259(...n);export{c as a};
