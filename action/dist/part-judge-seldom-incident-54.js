import{b as t}from"./part-72RCUUEK.js";import"./part-YIFQMJD6.js";function r(o){return t.includes(o)}export{r as f605};
