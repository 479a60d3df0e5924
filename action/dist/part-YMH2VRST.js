import{a as s}from"./part-RUICM7NO.js";var d=()=>s("./part-people.js"),e=(...o)=>d().windowHolds$311(...o),n=(...o)=>d().easedInWords$311(...o);export{e as a,n as b};
