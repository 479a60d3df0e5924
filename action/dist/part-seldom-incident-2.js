import"./part-YZ4XUXNF.js";import"./part-7JM3MNJE.js";import"./part-YIFQMJD6.js";function e(o,t){return o.slice(0,t.length).toLowerCase()===t.toLowerCase()}export{e as f1124};
