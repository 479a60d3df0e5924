import"./part-G675KVEC.js";import"./part-YU42FXVW.js";import"./part-YIFQMJD6.js";function e(o,t){return o.slice(0,t.length).toLowerCase()===t.toLowerCase()}export{e as f1129};
