import{$ as m,i as e}from"./part-G675KVEC.js";import"./part-YU42FXVW.js";import"./part-YIFQMJD6.js";export{m as mayNeedAnswer,e as readComment};
