import{a as l}from"./part-RUICM7NO.js";var e=()=>l("./part-follow-up.js"),t=(...o)=>e().followUpTitle$339(...o);var s=(...o)=>e().followUpMessage$339(...o);export{t as a,s as b};
