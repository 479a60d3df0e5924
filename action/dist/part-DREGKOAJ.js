import{$ as m,i as e}from"./part-YZ4XUXNF.js";import"./part-7JM3MNJE.js";import"./part-YIFQMJD6.js";export{m as mayNeedAnswer,e as readComment};
