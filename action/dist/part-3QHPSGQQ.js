import{D as r,b as m}from"./part-U2K5YMKY.js";import"./part-IL66HUU5.js";import"./part-N5PC57VB.js";import"./part-RR5FBH2D.js";import"./part-YIFQMJD6.js";export{r as mayNeedAnswer,m as readComment};
