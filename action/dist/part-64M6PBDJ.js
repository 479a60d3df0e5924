import{a as r}from"./part-RUICM7NO.js";var o=()=>r("./part-mitigation.js"),t=(...n)=>o().wrongStatus$208(...n),e=(...n)=>o().runningProblem$208(...n);export{t as a,e as b};
