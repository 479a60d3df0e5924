import{Cg as o}from"./part-NGLQTFF5.js";var a=o("windowsOf$175"),p=o("overlaps$175");export{a,p as b};
