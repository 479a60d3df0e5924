import{Wd as e}from"./part-AZ4PD7IM.js";function a(o,r){return e(o).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,r)).replace(/-+$/,"")}export{a};
