import"./part-OOBKXDH6.js";import"./part-YIFQMJD6.js";function e(r){return`%\r
:,`.includes(r)?`%${r.charCodeAt(0).toString(16).toUpperCase().padStart(2,"0")}`:" "}export{e as f198};
