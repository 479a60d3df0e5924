import{a as o}from"./part-VX4GRIRF.js";var w=o("windowsOf$110"),a=o("windowAt$110"),d=o("overlaps$110");export{w as a,a as b,d as c};
