import{bd as e}from"./part-6ATBDV7Q.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
