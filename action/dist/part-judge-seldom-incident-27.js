import{b as t}from"./part-4WHT4E3L.js";import"./part-YIFQMJD6.js";function r(o){return t.includes(o)}export{r as f596};
