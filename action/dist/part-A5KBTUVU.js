import{vh as o}from"./part-UMZEFWB7.js";var a=o("windowsOf$176"),p=o("overlaps$176");export{a,p as b};
