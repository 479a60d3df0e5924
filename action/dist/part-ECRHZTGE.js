import{Cg as o}from"./part-R4PNZYCW.js";var a=o("windowsOf$176"),p=o("overlaps$176");export{a,p as b};
