import"./part-LR3R2NJS.js";import{b as o,ea as r}from"./part-6MRHJSOA.js";import"./part-YU42FXVW.js";import"./part-YIFQMJD6.js";function m(t){return o(r,t)}export{m as f116};
