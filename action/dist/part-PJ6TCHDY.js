import{Cg as o}from"./part-NTR77GGI.js";var a=o("windowsOf$176"),p=o("overlaps$176");export{a,p as b};
