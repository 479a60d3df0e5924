import{b as t}from"./part-4XI65SA4.js";import"./part-YIFQMJD6.js";function r(o){return t.includes(o)}export{r as f271};
