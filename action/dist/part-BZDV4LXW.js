import{m as i}from"./part-ATL6BUUY.js";import"./part-RR5FBH2D.js";import"./part-YIFQMJD6.js";export{i as whileAsking};
