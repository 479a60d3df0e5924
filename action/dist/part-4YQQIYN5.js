import{a as n}from"./part-RUICM7NO.js";var t=()=>n("./part-people.js"),s=(...o)=>t().windowsOf$318(...o);var w=(...o)=>t().overlaps$318(...o);export{s as a,w as b};
