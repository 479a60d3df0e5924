import"./part-CREU6KX3.js";import{b as o,ya as r}from"./part-Q6EZDRW5.js";import"./part-5W5PXKWB.js";import"./part-YIFQMJD6.js";function m(t){return o(r,t)}export{m as f96};
