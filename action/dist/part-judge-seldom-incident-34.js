import{b as t}from"./part-53L336LR.js";import"./part-YIFQMJD6.js";function r(o){return t.includes(o)}export{r as f247};
