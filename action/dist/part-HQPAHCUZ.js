import{Bi as o}from"./part-AZ4PD7IM.js";var w=o("windowsOf$145"),a=o("windowAt$145"),d=o("overlaps$145");export{w as a,d as b};
