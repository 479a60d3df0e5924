import{a as o}from"./part-YIFQMJD6.js";var t=n("f264");function n(r){return function(...e){return o("./part-judge-seldom-markdown-62.js")[r].apply(this,e)}}export{t as a};
