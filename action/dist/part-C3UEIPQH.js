import{a as e}from"./part-RUICM7NO.js";var t=()=>e("./part-refusal.js"),c=(...o)=>t().lengthOfWords$287(...o),n=(...o)=>t().clockMeant$287(...o);export{c as a,n as b};
