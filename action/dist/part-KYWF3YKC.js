import{Cg as o}from"./part-ZFKMOK2Y.js";var w=o("windowsOf$175"),a=o("windowAt$175"),d=o("overlaps$175");export{w as a,d as b};
