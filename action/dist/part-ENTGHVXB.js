import{Cg as o}from"./part-3EEQGIB2.js";var a=o("windowsOf$175"),p=o("overlaps$175");export{a,p as b};
