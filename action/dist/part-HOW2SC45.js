import{a as s}from"./part-RUICM7NO.js";var d=()=>s("./part-people.js"),e=(...o)=>d().windowHolds$296(...o),n=(...o)=>d().easedInWords$296(...o);export{e as a,n as b};
