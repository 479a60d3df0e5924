import{a as o}from"./part-RUICM7NO.js";var s=()=>o("./part-people.js"),a=(...e)=>s().handoffMessage$313(...e);export{a};
