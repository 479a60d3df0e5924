import{bd as e}from"./part-A3TXBTKM.js";function a(o,r){return e(o).toLowerCase().replace(/-{2,}/g,"-").replace(/^-+|-+$/g,"").slice(0,Math.max(0,r)).replace(/-+$/,"")}export{a};
