import{a as n}from"./part-RUICM7NO.js";var t=()=>n("./part-people.js"),s=(...o)=>t().windowsOf$319(...o);var w=(...o)=>t().overlaps$319(...o);export{s as a,w as b};
