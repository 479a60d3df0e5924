import{a as r}from"./part-RUICM7NO.js";var o=()=>r("./part-mitigation.js"),t=(...n)=>o().wrongStatus$209(...n),e=(...n)=>o().runningProblem$209(...n);export{t as a,e as b};
