import{a as i}from"./part-HI4VQ6BC.js";import"./part-XSFVKDTV.js";import"./part-YIFQMJD6.js";export{i as whileAsking};
