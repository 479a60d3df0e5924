import{a as i}from"./part-7XYGBOMS.js";import"./part-LS3H5K4D.js";import"./part-YIFQMJD6.js";export{i as whileAsking};
