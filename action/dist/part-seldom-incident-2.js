import"./part-7ICNWPDO.js";import"./part-Z332OVGP.js";import"./part-YIFQMJD6.js";function e(o,t){return o.slice(0,t.length).toLowerCase()===t.toLowerCase()}export{e as f1496};
