import"./part-U4K3S2GS.js";import{b as o,ea as r}from"./part-EZJG5URO.js";import"./part-LS3H5K4D.js";import"./part-YIFQMJD6.js";function m(t){return o(r,t)}export{m as f109};
