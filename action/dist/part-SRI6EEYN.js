import{a as o}from"./part-RUICM7NO.js";var r=()=>o("./part-comment.js");var s=(...e)=>r().refusalOf$9(...e),a=(...e)=>r().readReplyKey$9(...e);export{s as a,a as b};
