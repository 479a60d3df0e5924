import{c as t}from"./part-AJKBDOYM.js";import"./part-YIFQMJD6.js";function o(r){return t(r).replace(/[:,]/g,e)}function e(r){return`%\r
:,`.includes(r)?`%${r.charCodeAt(0).toString(16).toUpperCase().padStart(2,"0")}`:" "}export{o as f1126,e as f1127};
