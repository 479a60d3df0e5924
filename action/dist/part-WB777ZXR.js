import{a as n}from"./part-YIFQMJD6.js";var a=e("f179"),o=e("f180"),u=100;function e(r){return function(...t){return n("./part-seldom-github.js")[r].apply(this,t)}}export{a,o as b,u as c};
