import{b as t}from"./part-OTLPTZOE.js";import"./part-YIFQMJD6.js";function r(o){return t.includes(o)}export{r as f605};
