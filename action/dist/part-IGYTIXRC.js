import{a as n}from"./part-RUICM7NO.js";var e=()=>n("./part-days.js"),s=(...o)=>e().zoneOf$164(...o),t=(...o)=>e().isZone$164(...o);export{s as a,t as b};
