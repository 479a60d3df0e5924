import"./part-GAQHW56O.js";import{b as o,ea as r}from"./part-OQ7CJ66T.js";import"./part-7JM3MNJE.js";import"./part-YIFQMJD6.js";function m(t){return o(r,t)}export{m as f116};
