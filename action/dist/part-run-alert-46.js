import"./part-AJKBDOYM.js";import"./part-YIFQMJD6.js";function n(r){return r.replace(/\s*[\r\n\u0085\u2028\u2029\v\f]+\s*/g," ").replaceAll("##[","## [")}export{n as f1125};
