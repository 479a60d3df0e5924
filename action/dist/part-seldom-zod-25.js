import"./part-KDULF5UR.js";import{b as o,ya as r}from"./part-6Z2OXDUC.js";import"./part-MDJRYABD.js";import"./part-YIFQMJD6.js";function m(t){return o(r,t)}export{m as f97};
