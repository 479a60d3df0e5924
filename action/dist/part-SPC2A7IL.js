import{a as o}from"./part-VX4GRIRF.js";var w=o("windowsOf$111"),a=o("windowAt$111"),d=o("overlaps$111");export{w as a,a as b,d as c};
