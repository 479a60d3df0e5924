<<<<<<<< HEAD:action/dist/part-EXJLPYYY.js
import{dd as e}from"./part-2EMPBVPG.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
========
import{we as e}from"./part-4O2IZ7WI.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
>>>>>>>> 2353d375e9d9df8ce6f36414a6c2e4da61d856e1:action/dist/part-ZXCM5QPR.js
