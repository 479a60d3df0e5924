import{B as r,b as m}from"./part-X6SOZOS6.js";import"./part-THML4FFD.js";import"./part-WJMZMIWN.js";import"./part-MDJRYABD.js";import"./part-YIFQMJD6.js";export{r as mayNeedAnswer,m as readComment};
