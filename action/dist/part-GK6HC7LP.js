import{a as o}from"./part-YIFQMJD6.js";var t=n("f635");function n(r){return function(...e){return o("./part-judge-seldom-markdown-67.js")[r].apply(this,e)}}export{t as a};
