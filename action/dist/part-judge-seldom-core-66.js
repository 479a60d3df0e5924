import"./part-W24QCUIH.js";import"./part-YIFQMJD6.js";function o(r){return r.slice(0,r.lastIndexOf("/")+1)}export{o as f196};
