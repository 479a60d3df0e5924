import{$ as m,i as e}from"./part-3AMILMTC.js";import"./part-YU42FXVW.js";import"./part-YIFQMJD6.js";export{m as mayNeedAnswer,e as readComment};
