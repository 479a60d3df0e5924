import"./part-WX6ZIU4D.js";import{b as o,ea as r}from"./part-ODD4MC7N.js";import"./part-XSFVKDTV.js";import"./part-YIFQMJD6.js";function m(t){return o(r,t)}export{m as f109};
