import{C as r,b as m}from"./part-FLML6WQL.js";import"./part-GK5HKKNJ.js";import"./part-APVVWRVC.js";import"./part-XSFVKDTV.js";import"./part-YIFQMJD6.js";export{r as mayNeedAnswer,m as readComment};
