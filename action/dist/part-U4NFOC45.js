import{a as e}from"./part-RUICM7NO.js";var t=()=>e("./part-refusal.js"),c=(...o)=>t().lengthOfWords$288(...o),n=(...o)=>t().clockMeant$288(...o);export{c as a,n as b};
