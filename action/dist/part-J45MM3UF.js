import{a as e}from"./part-RUICM7NO.js";var t=()=>e("./part-refusal.js"),c=(...o)=>t().lengthOfWords$286(...o),n=(...o)=>t().clockMeant$286(...o);export{c as a,n as b};
