import{d as t,f as a}from"./part-HAWLRV2K.js";import"./part-YIFQMJD6.js";var i=12,s=8;function p(r,n,e){return`<!-- firebreak:part ${r} ${e(n).slice(0,i)} -->`}function f(r,n){return n(r).slice(0,s)}function u(r,n){return[a,...r.map(e=>f(e,n))].join(" ")}function c(r,n,e){let o=n===""?[]:[n];return[p(r,n,e),...o,t(r)].join(`
`)}export{f as f570,u as f571,c as f572};
