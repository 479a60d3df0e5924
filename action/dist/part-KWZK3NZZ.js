import{C as r,b as m}from"./part-7H5E63Z5.js";import"./part-PFYRKCOV.js";import"./part-I5LXDJW3.js";import"./part-5W5PXKWB.js";import"./part-YIFQMJD6.js";export{r as mayNeedAnswer,m as readComment};
