import{a as t}from"./part-RUICM7NO.js";var n=()=>t("./part-postmortem.js"),o=(...e)=>n().dueIn$115(...e),a=(...e)=>n().dayMeant$115(...e);export{o as a,a as b};
