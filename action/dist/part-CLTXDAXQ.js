import{$ as m,i as e}from"./part-7ICNWPDO.js";import"./part-Z332OVGP.js";import"./part-YIFQMJD6.js";export{m as mayNeedAnswer,e as readComment};
