import{m as i}from"./part-6MO6THFK.js";import"./part-5W5PXKWB.js";import"./part-YIFQMJD6.js";export{i as whileAsking};
