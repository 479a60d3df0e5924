import{C as r,b as m}from"./part-NMGTOECN.js";import"./part-TIB2VEGE.js";import"./part-SZGSKZAH.js";import"./part-LS3H5K4D.js";import"./part-YIFQMJD6.js";export{r as mayNeedAnswer,m as readComment};
