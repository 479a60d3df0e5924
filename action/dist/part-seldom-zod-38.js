import"./part-34MIW7V4.js";import{b as o,ea as r}from"./part-3TRRJMDL.js";import"./part-Z332OVGP.js";import"./part-YIFQMJD6.js";function m(t){return o(r,t)}export{m as f448};
