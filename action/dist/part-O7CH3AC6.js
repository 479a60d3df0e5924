import{a as t}from"./part-RUICM7NO.js";var n=()=>t("./part-postmortem.js"),o=(...e)=>n().dueIn$114(...e),a=(...e)=>n().dayMeant$114(...e);export{o as a,a as b};
