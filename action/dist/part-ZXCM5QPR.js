import{we as e}from"./part-4O2IZ7WI.js";function s(r,o){return e(r).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,o)).replace(/-+$/,"")}export{s as a};
