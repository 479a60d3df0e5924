import{a as s}from"./part-RUICM7NO.js";var d=()=>s("./part-people.js"),e=(...o)=>d().windowHolds$312(...o),n=(...o)=>d().easedInWords$312(...o);export{e as a,n as b};
