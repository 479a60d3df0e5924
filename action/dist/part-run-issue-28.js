import{C as o}from"./part-SP75JLZH.js";import"./part-3TRRJMDL.js";import"./part-VX4GRIRF.js";import"./part-Z332OVGP.js";import"./part-YIFQMJD6.js";function e(r,n){return o(r)>o(n)}export{e as f1272};
